package dev.jmachine.bootstrap.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to one HTTP/1.1 request on a connection that closes after it (RFC 9112). Read by hand:
 * java.net.http costs a tenth of a second of start-up, more than all the rest of {@code ls}.
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {
  private static final int LARGEST = 1 << 20;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}).*");

  static HttpAnswer read(InputStream in) throws IOException {
    byte[] all = in.readNBytes(LARGEST);
    int end = endOfHeaders(all);
    String head = new String(all, 0, end, StandardCharsets.ISO_8859_1);
    Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
    if (!status.matches()) {
      throw new IOException("what answers there does not speak HTTP");
    }
    Map<String, String> headers = headers(head);
    boolean chunked = "chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"));
    byte[] body = chunked ? joined(all, end) : rest(all, end);
    return new HttpAnswer(
        Integer.parseInt(status.group(1)), headers, new String(body, StandardCharsets.UTF_8));
  }

  /** The value of a header, empty where it is not there. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private static Map<String, String> headers(String head) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : head.lines().skip(1).toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static int endOfHeaders(byte[] all) throws IOException {
    for (int i = 0; i + 3 < all.length; i++) {
      if (all[i] == '\r' && all[i + 1] == '\n' && all[i + 2] == '\r' && all[i + 3] == '\n') {
        return i + 4;
      }
    }
    throw new IOException(all.length == 0 ? "it closed the connection" : "its answer was cut off");
  }

  private static byte[] rest(byte[] all, int from) {
    return java.util.Arrays.copyOfRange(all, from, all.length);
  }

  private static byte[] joined(byte[] all, int from) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = from;
    while (true) {
      int lineEnd = at;
      while (lineEnd < all.length && all[lineEnd] != '\r') {
        lineEnd++;
      }
      int size = chunkSize(new String(all, at, lineEnd - at, StandardCharsets.ISO_8859_1));
      if (size == 0) {
        return body.toByteArray();
      }
      at = lineEnd + 2;
      if (at + size > all.length) {
        throw new IOException("its answer was cut off");
      }
      body.write(all, at, size);
      at += size + 2;
    }
  }

  private static int chunkSize(String line) throws IOException {
    try {
      return Integer.parseInt(line.split(";", 2)[0].strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("its answer was cut off", e);
    }
  }
}
