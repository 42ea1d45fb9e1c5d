package dev.jmachine.core.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the docker command that is on this computer; its engine is not asked. */
class DockerContextsIT {
  @TempDir Path folder;
  private Path docker;
  private DockerContexts contexts;
  private final Machine dev = ContextMachines.machine("dev", "uid-1");

  @BeforeEach
  void setUp() throws IOException {
    docker = Files.createDirectories(folder.resolve("docker"));
    contexts = DockerContexts.in(docker, Files.createDirectories(folder.resolve("store")));
  }

  @Test
  void dockerListsInspectsAndExportsOurContext() throws Exception {
    contexts.write(dev, ContextMachines.tlsFolder(folder, "one"));
    assertThat(
            docker("context", "ls", "--format", "{{.Name}} {{.DockerEndpoint}} {{.Description}}"))
        .contains("jm-dev tcp://192.0.2.7:2376 dev (jmachine, fake)");
    assertThat(docker("context", "inspect", "jm-dev", "--format", "{{json .}}"))
        .contains("\"jmachine\":{\"machine\":\"dev\",\"uid\":\"uid-1\"}")
        .contains("\"TLSMaterial\":{\"docker\":[\"ca.pem\",\"cert.pem\",\"key.pem\"]}");
    docker("context", "export", "jm-dev", folder.resolve("jm-dev.tar").toString());
    assertThat(folder.resolve("jm-dev.tar")).isNotEmptyFile();
  }

  @Test
  void dockerAndWeAgreeOnTheCurrentContext() throws Exception {
    contexts.write(dev, ContextMachines.tlsFolder(folder, "one"));
    docker("context", "create", "mine", "--docker", "host=tcp://127.0.0.1:1");
    docker("context", "use", "mine");
    assertThat(contexts.current()).isEqualTo("mine");
    contexts.use(new MachineName("dev"));
    assertThat(docker("context", "show")).isEqualTo("jm-dev");
    contexts.usePrevious();
    assertThat(docker("context", "show")).isEqualTo("mine");
    docker("context", "use", "jm-dev");
    contexts.remove(dev);
    assertThat(docker("context", "show")).isEqualTo("default");
    assertThat(docker("context", "ls", "-q").lines()).containsExactly("default", "mine");
  }

  @Test
  void aContextThatDockerMadeIsForeignAndStays() throws Exception {
    docker("context", "create", "jm-dev", "--docker", "host=tcp://127.0.0.1:1");
    contexts.remove(dev);
    assertThat(docker("context", "ls", "-q").lines()).containsExactly("default", "jm-dev");
  }

  @Test
  void aContextThatDockerUpdatedIsStillOurs() throws Exception {
    contexts.write(dev, ContextMachines.tlsFolder(folder, "one"));
    docker("context", "update", "jm-dev", "--description", "mine now");
    contexts.remove(dev);
    assertThat(docker("context", "ls", "-q").lines()).containsExactly("default");
  }

  @Test
  void dockerRemovesOurContext() throws Exception {
    contexts.write(dev, ContextMachines.tlsFolder(folder, "one"));
    docker("context", "rm", "jm-dev");
    contexts.remove(dev);
    try (var all = Files.walk(docker.resolve("contexts"))) {
      assertThat(all.filter(Files::isRegularFile)).isEmpty();
    }
  }

  /** Runs the docker command on our folder and returns what it printed. */
  private String docker(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DOCKER_CONFIG", docker.toString());
    builder.environment().keySet().removeAll(List.of("DOCKER_HOST", "DOCKER_CONTEXT"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }
}
