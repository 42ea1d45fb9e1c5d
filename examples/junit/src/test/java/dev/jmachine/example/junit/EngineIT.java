package dev.jmachine.example.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.client.Host;
import dev.jmachine.junit.DockerHost;
import dev.jmachine.junit.Scope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The host itself, without Testcontainers: an equal annotation, hence the same host. */
@EnabledIf(
    value = "dev.jmachine.example.junit.LocalDriver#isUsable",
    disabledReason = "QEMU, mmdebstrap or ssh is not installed")
class EngineIT {
  @DockerHost(scope = Scope.RUN)
  private static Host host;

  @Test
  void theEngineAnswersToTheClientCertificate() throws Exception {
    URI version = URI.create("https://" + host.address() + ":" + host.url().getPort() + "/version");

    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .sslContext(host.sslContext())
            .build()
            .send(HttpRequest.newBuilder(version).build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"ApiVersion\"");
    assertThat(host.environment())
        .containsEntry("DOCKER_HOST", host.url().toString())
        .containsEntry("DOCKER_CERT_PATH", host.certificates().toString());
  }

  @Test
  void commandsRunOnTheHostWithTheirExitCodes() throws Exception {
    assertThat(host.exec("echo", "it's", "a  word", "$HOME").orThrow())
        .isEqualTo("it's a  word $HOME\n");
    assertThat(host.exec("sh", "-c", "exit 7").exitCode()).isEqualTo(7);
  }

  @Test
  void anotherPortOfTheHostAnswersHere() throws Exception {
    try (var socket = new java.net.Socket()) {
      host.exec("sh", "-c", "busybox nc -l -p 7000 -e busybox echo hello >/dev/null 2>&1 &")
          .orThrow();
      socket.connect(host.forward(7000), 5_000);
      assertThat(socket.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("hello\n");
    }
  }
}
