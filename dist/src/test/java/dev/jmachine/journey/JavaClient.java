package dev.jmachine.journey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jmachine.tls.ClientTls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLSocket;

/**
 * A client as docker-java is one: each connection tries to resume the TLS session of the one
 * before, which the docker command never does.
 *
 * @param tls keeps the sessions
 * @param engine tcp://HOST:PORT
 */
record JavaClient(ClientTls tls, URI engine) {
  private static final int PATIENCE = 30_000;

  /** With the files of a machine's folder. */
  static JavaClient of(Path machine, String engine) throws IOException {
    ClientTls tls =
        ClientTls.of(
            Files.readString(machine.resolve("ca.pem")),
            Files.readString(machine.resolve("cert.pem")),
            Files.readString(machine.resolve("key.pem")));
    return new JavaClient(tls, URI.create(engine));
  }

  /**
   * Asks the engine whether it is there, over a connection of its own.
   *
   * @param protocol "TLSv1.3" or "TLSv1.2"
   * @return the first line of the answer
   */
  String ping(String protocol) throws IOException {
    var sockets = tls.context().getSocketFactory();
    try (SSLSocket socket = (SSLSocket) sockets.createSocket(engine.getHost(), engine.getPort())) {
      socket.setSoTimeout(PATIENCE);
      socket.setSSLParameters(tls.parameters());
      socket.setEnabledProtocols(new String[] {protocol});
      socket.getOutputStream().write("GET /_ping HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    }
  }
}
