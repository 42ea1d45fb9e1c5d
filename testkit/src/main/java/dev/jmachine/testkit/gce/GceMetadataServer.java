package dev.jmachine.testkit.gce;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The metadata server of an instance, as far as it gives tokens of the instance's service account
 * ("Application Default Credentials"). Callers find it by {@code GCE_METADATA_HOST}.
 */
public final class GceMetadataServer implements AutoCloseable {
  /** The access token that it gives. */
  public static final String TOKEN = "ya29.token-of-the-instance";

  private static final String ROOT = "/computeMetadata/v1/";
  private static final String FLAVOR = "Metadata-Flavor";

  private final HttpServer server;

  private GceMetadataServer(HttpServer server) {
    this.server = server;
  }

  /** A server on 127.0.0.1. */
  public static GceMetadataServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", GceMetadataServer::handle);
    server.start();
    return new GceMetadataServer(server);
  }

  /** Value for {@code GCE_METADATA_HOST}. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private static void handle(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set(FLAVOR, "Google");
    if (!"Google".equals(exchange.getRequestHeaders().getFirst(FLAVOR))) {
      GceStub.send(exchange, 403, "text/plain", "no " + FLAVOR);
      return;
    }
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "", "/", ROOT -> GceStub.send(exchange, 200, "text/plain", "computeMetadata/\n");
      case ROOT + "instance/service-accounts/default/token" ->
          GceStub.send(
              exchange,
              200,
              "application/json",
              Json.write(
                  Json.of("access_token", TOKEN, "expires_in", 3599, "token_type", "Bearer")));
      default -> GceStub.send(exchange, 404, "text/plain", "none of " + path);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
