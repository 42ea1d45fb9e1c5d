package dev.jmachine.example.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.client.Host;
import dev.jmachine.junit.DockerHost;
import dev.jmachine.junit.Scope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * Testcontainers on a host of the run. The annotation on the class comes first, so that the host is
 * there when Testcontainers looks for its engine.
 */
@DockerHost(scope = Scope.RUN)
@Testcontainers
@EnabledIf(
    value = "dev.jmachine.example.junit.LocalDriver#isUsable",
    disabledReason = "QEMU, mmdebstrap or ssh is not installed")
class WebIT {
  private static final String IMAGE = "example/busybox:local";

  @Container
  private final GenericContainer<?> web =
      new GenericContainer<>(IMAGE)
          .withCommand("/bin/busybox", "httpd", "-f", "-p", "8080", "-h", "/www")
          .withCopyToContainer(Transferable.of("hello from a container"), "/www/index.html")
          .withExposedPorts(8080)
          .waitingFor(Wait.forHttp("/index.html"));

  /**
   * Your tests name an image of a registry; this one needs no network: it is the host's busybox.
   */
  @BeforeAll
  static void importImage(@DockerHost(scope = Scope.RUN) Host host) throws Exception {
    String pipe = "tar -c -C / bin/busybox | docker import - " + IMAGE;
    host.exec("sh", "-c", pipe).orThrow();
  }

  @Test
  void thePageIsServedUnderTheMappedPort() throws Exception {
    URI page =
        URI.create("http://" + web.getHost() + ":" + web.getMappedPort(8080) + "/index.html");

    var answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());

    assertThat(answer.body()).isEqualTo("hello from a container");
  }

  @Test
  void aCommandRunsInTheContainer() throws Exception {
    assertThat(web.execInContainer("/bin/busybox", "cat", "/www/index.html").getStdout())
        .isEqualTo("hello from a container");
  }
}
