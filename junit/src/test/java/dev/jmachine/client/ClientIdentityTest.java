package dev.jmachine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of a connection with the files as jmachine writes them. */
class ClientIdentityTest {
  @TempDir private Path folder;

  @Test
  void theContextShowsItsCertificateAndTrustsItsAuthorityAlone() throws Exception {
    var ours = OpenSslFiles.in(folder.resolve("ours"));
    var others = OpenSslFiles.in(folder.resolve("others"));
    var identity = ClientIdentity.read(ours).context();
    try (var listening =
        (SSLServerSocket) identity.getServerSocketFactory().createServerSocket(0)) {
      listening.setNeedClientAuth(true);
      Thread server = new Thread(() -> serve(listening));
      server.setDaemon(true);
      server.start();

      assertThat(hello(ours, listening.getLocalPort())).isEqualTo('h');
      assertThatThrownBy(() -> hello(others, listening.getLocalPort()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    assertThatThrownBy(() -> ClientIdentity.read(folder))
        .isInstanceOf(HostException.class)
        .hasMessageContaining(folder.toString());
  }

  private static int hello(Path files, int port) throws IOException {
    var factory = ClientIdentity.read(files).context().getSocketFactory();
    try (SSLSocket socket = (SSLSocket) factory.createSocket("127.0.0.1", port)) {
      return socket.getInputStream().read();
    }
  }

  private static void serve(SSLServerSocket listening) {
    while (true) {
      try (var socket = listening.accept()) {
        socket.getOutputStream().write('h');
      } catch (SSLHandshakeException refused) {
        // the next one
      } catch (IOException closed) {
        return;
      }
    }
  }
}
