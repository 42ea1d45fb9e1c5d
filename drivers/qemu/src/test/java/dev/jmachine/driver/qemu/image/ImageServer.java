package dev.jmachine.driver.qemu.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves one file with an ETag and ranges, and breaks off where it is told to. */
final class ImageServer implements AutoCloseable {
  private final HttpServer server;
  private final byte[] content;
  final List<String> ranges = new CopyOnWriteArrayList<>();
  volatile int breakAfter = Integer.MAX_VALUE;
  volatile String tag = "\"one\"";

  ImageServer(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/disk.img", this::serve);
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
    ranges.add(String.valueOf(range));
    int from = range != null && same ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
    exchange.getResponseHeaders().set("ETag", tag);
    try (exchange) {
      exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
      OutputStream out = exchange.getResponseBody();
      int to = Math.min(content.length, breakAfter);
      out.write(Arrays.copyOfRange(content, from, Math.max(from, to)));
      if (to < content.length) {
        throw new IOException("broken off on purpose");
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
