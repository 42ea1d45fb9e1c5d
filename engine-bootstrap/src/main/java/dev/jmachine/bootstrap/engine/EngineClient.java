package dev.jmachine.bootstrap.engine;

import dev.jmachine.bootstrap.blocking.BlockingCall;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.tls.ClientTls;
import dev.jmachine.tls.PemFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * Asks an engine over mutual TLS: the server's chain and name are always checked. One connection
 * for each question, no SSH; right for {@code ls} and {@code status} too.
 *
 * @param host address or name as the client reaches it; the certificate must hold it
 */
public record EngineClient(String host, int port, ClientTls tls) {
  /** How long to listen for a refusal, milliseconds: more than a long round trip. */
  private static final int LISTEN = 2_000;

  /**
   * A client with the files of a machine's folder: ca.pem, cert.pem and key.pem.
   *
   * @throws dev.jmachine.tls.TlsFailure where one of them is damaged or missing
   */
  public static EngineClient of(HostAccess access, Path machineFolder) throws IOException {
    ClientTls tls =
        ClientTls.of(
            PemFiles.read(machineFolder.resolve("ca.pem")),
            PemFiles.read(machineFolder.resolve("cert.pem")),
            PemFiles.read(machineFolder.resolve("key.pem")));
    return new EngineClient(access.engineHost(), access.enginePort(), tls);
  }

  /**
   * The engine's version: the proof that it is there and that both sides trust each other. No API
   * version is named in the request, so that engines of any age answer.
   *
   * <p>Docker's own engine says it in the headers of {@code GET /_ping} (Engine API), which costs
   * it nothing; for {@code GET /version}, which others are asked, it runs programs first.
   *
   * @throws javax.net.ssl.SSLException where one side does not trust the other; see {@link
   *     TlsTrouble}
   */
  public EngineVersion version(Deadline deadline) throws IOException, InterruptedException {
    HttpAnswer ping = ask("/_ping", deadline);
    Optional<EngineVersion> said =
        EngineVersion.ofPing(ping.header("Server"), ping.header("Api-Version"));
    return said.isPresent() ? said.get() : EngineVersion.ofJson(ask("/version", deadline).body());
  }

  private HttpAnswer ask(String path, Deadline deadline) throws IOException, InterruptedException {
    HttpAnswer answer = BlockingCall.run("engine at " + host, deadline, () -> get(path, deadline));
    if (answer.status() != 200) {
      throw new IOException("the engine answers with HTTP status " + answer.status());
    }
    return answer;
  }

  private HttpAnswer get(String path, Deadline deadline) throws IOException {
    try (SSLSocket socket = connected(deadline)) {
      try {
        OutputStream out = socket.getOutputStream();
        out.write(request(path).getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return HttpAnswer.read(socket.getInputStream());
      } catch (SocketException e) {
        throw refusal(e, deadline);
      }
    }
  }

  /**
   * Why an engine hung up after the handshake. In TLS 1.3 it judges our certificate after we are
   * done, and its reason is lost when our request reaches a closed socket; so it is asked again by
   * someone who only listens.
   */
  private IOException refusal(SocketException hungUp, Deadline deadline) throws IOException {
    try (SSLSocket socket = connected(deadline)) {
      socket.setSoTimeout(LISTEN);
      int nothing = socket.getInputStream().read();
      return nothing < 0 ? hungUp : new IOException("it speaks before it is asked");
    } catch (SSLException e) {
      return e;
    } catch (SocketTimeoutException | SocketException e) {
      return hungUp;
    }
  }

  private SSLSocket connected(Deadline deadline) throws IOException {
    int patience = Math.toIntExact(Math.clamp(deadline.left().toMillis(), 1, 60_000));
    Socket plain = new Socket();
    try {
      plain.setOption(StandardSocketOptions.TCP_NODELAY, true);
      plain.connect(new InetSocketAddress(host, port), patience);
      plain.setSoTimeout(patience);
      SSLSocket socket = over(plain);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private SSLSocket over(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.context().getSocketFactory().createSocket(plain, host, port, true);
    socket.setSSLParameters(tls.parameters());
    return socket;
  }

  private String request(String path) {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: "
        + name
        + "\r\nUser-Agent: jmachine\r\nConnection: close\r\n\r\n";
  }
}
