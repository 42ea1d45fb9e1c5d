package dev.jmachine.core.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerContextsTest {
  // printf %s jm-dev | sha256sum
  private static final String ID =
      "2a84c8905af409b7ef0d4a91a4fce1558690807588f4eeefaf156eab288c2059";
  private static final MachineName DEV = new MachineName("dev");

  @TempDir Path folder;
  private Path docker;
  private DockerContexts contexts;
  private Path tls;
  private final Machine dev = ContextMachines.machine("dev", "uid-1");

  @BeforeEach
  void setUp() throws IOException {
    docker = folder.resolve("docker");
    Files.createDirectories(folder.resolve("store"));
    contexts = DockerContexts.in(docker, folder.resolve("store"));
    tls = ContextMachines.tlsFolder(folder, "one");
  }

  @Test
  void aContextHasTheClientsLayout() throws Exception {
    contexts.write(dev, tls);
    assertThat(files())
        .containsOnlyKeys(
            "contexts/meta/" + ID + "/meta.json",
            "contexts/tls/" + ID + "/docker/ca.pem",
            "contexts/tls/" + ID + "/docker/cert.pem",
            "contexts/tls/" + ID + "/docker/key.pem")
        .containsEntry("contexts/tls/" + ID + "/docker/key.pem", "one key.pem\n")
        .containsEntry(
            "contexts/meta/" + ID + "/meta.json",
            "{\"Name\":\"jm-dev\",\"Metadata\":{\"Description\":\"dev (jmachine, fake)\","
                + "\"jmachine\":{\"machine\":\"dev\",\"uid\":\"uid-1\"}},\"Endpoints\":{\"docker\":"
                + "{\"Host\":\"tcp://192.0.2.7:2376\",\"SkipTLSVerify\":false}}}");
  }

  @Test
  void theKeyIsTheOwnersAlone() throws Exception {
    contexts.write(dev, tls);
    Path keys = docker.resolve("contexts/tls/" + ID + "/docker");
    assertThat(permissions(keys)).isEqualTo("rwx------");
    assertThat(permissions(docker.resolve("contexts/tls/" + ID))).isEqualTo("rwx------");
    assertThat(permissions(keys.resolve("key.pem"))).isEqualTo("rw-------");
  }

  @Test
  void writingAgainFollowsANewAddressAndNewCertificates() throws Exception {
    contexts.write(dev, tls);
    Machine moved = dev.withAccess(new HostAccess(null, "2001:db8::1", 2376, 2376, List.of()));
    contexts.write(moved, ContextMachines.tlsFolder(folder, "two"));
    assertThat(files())
        .containsEntry("contexts/tls/" + ID + "/docker/key.pem", "two key.pem\n")
        .hasSize(4);
    assertThat(files().get("contexts/meta/" + ID + "/meta.json"))
        .contains("\"Host\":\"tcp://[2001:db8::1]:2376\"");
  }

  @Test
  void withoutCertificatesNoContextIsWrittenAndOneThatIsThereStays() throws Exception {
    Path none = folder.resolve("store");
    assertThatThrownBy(() -> contexts.write(dev, none)).isInstanceOf(IOException.class);
    assertThat(docker).doesNotExist();
    contexts.write(dev, tls);
    Map<String, String> before = files();
    assertThatThrownBy(() -> contexts.write(dev, none)).isInstanceOf(IOException.class);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aForeignContextOfTheSameNameIsNeitherChangedNorRemoved() throws Exception {
    foreign("{\"Name\":\"jm-dev\",\"Metadata\":{},\"Endpoints\":{}}");
    Map<String, String> before = files();
    assertThatThrownBy(() -> contexts.write(dev, tls))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
              assertThat(failure.hints()).containsExactly("docker context rm jm-dev");
            });
    contexts.remove(dev);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aContextThatCannotBeReadIsForeign() throws Exception {
    foreign("{\"Name\":\"jm-dev\"");
    Map<String, String> before = files();
    assertThatThrownBy(() -> contexts.write(dev, tls)).isInstanceOf(MachineFailure.class);
    contexts.remove(dev);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void theContextOfAnotherMachineOfTheSameNameStays() throws Exception {
    contexts.write(ContextMachines.machine("dev", "uid-of-another-store"), tls);
    Map<String, String> before = files();
    contexts.remove(dev);
    assertThatThrownBy(() -> contexts.write(dev, tls)).isInstanceOf(MachineFailure.class);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void removingLeavesNothingAndTwiceIsFine() throws Exception {
    contexts.write(dev, tls);
    contexts.remove(dev);
    contexts.remove(dev);
    assertThat(files()).isEmpty();
    assertThat(docker.resolve("contexts/tls/" + ID)).doesNotExist();
    assertThat(docker.resolve("contexts/meta/" + ID)).doesNotExist();
  }

  @Test
  void removingTakesTheKeyOfAWriteThatWasCutOff() throws Exception {
    contexts.write(dev, tls);
    Files.delete(docker.resolve("contexts/meta/" + ID + "/meta.json"));
    contexts.remove(dev);
    assertThat(files()).isEmpty();
  }

  @Test
  void withoutConfigurationTheDefaultIsCurrent() throws Exception {
    assertThat(contexts.current()).isEqualTo("default");
    assertThat(docker).doesNotExist();
  }

  @Test
  void useChangesOneMemberAndKeepsTheRestToTheLetter() throws Exception {
    contexts.write(dev, tls);
    String config =
        """
        {
        \t"auths": {
        \t\t"r.example": {"auth": "eA=="}
        \t},
        \t"big": 12345678901234567890.10,
        \t"currentContext": "other",
        \t"e": 1.0e+05
        }\
        """;
    Files.writeString(docker.resolve("config.json"), config);
    assertThat(contexts.use(DEV)).isEqualTo("jm-dev");
    assertThat(Files.readString(docker.resolve("config.json")))
        .isEqualTo(config.replace("other", "jm-dev"));
    assertThat(contexts.current()).isEqualTo("jm-dev");
  }

  @Test
  void useKeepsTheConfigurationsPermissionsAndItsLink() throws Exception {
    contexts.write(dev, tls);
    Path real = folder.resolve("dotfiles.json");
    Files.writeString(real, "{}");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Files.createSymbolicLink(docker.resolve("config.json"), real);
    contexts.use(DEV);
    assertThat(docker.resolve("config.json")).isSymbolicLink();
    assertThat(Files.readString(real)).contains("jm-dev");
    assertThat(permissions(real)).isEqualTo("rw-r-----");
  }

  @Test
  void useOfANewConfigurationIsTheOwnersAlone() throws Exception {
    contexts.write(dev, tls);
    contexts.use(DEV);
    assertThat(permissions(docker.resolve("config.json"))).isEqualTo("rw-------");
  }

  @Test
  void usePreviousGoesBackAndForth() throws Exception {
    contexts.write(dev, tls);
    contexts.use(DEV);
    contexts.use(DEV);
    assertThat(contexts.usePrevious()).isEqualTo("default");
    assertThat(contexts.current()).isEqualTo("default");
    assertThat(contexts.usePrevious()).isEqualTo("jm-dev");
    assertThat(contexts.current()).isEqualTo("jm-dev");
  }

  @Test
  void usePreviousWithoutOneSaysSo() {
    assertThatThrownBy(() -> contexts.usePrevious())
        .isInstanceOf(MachineFailure.class)
        .hasMessage("there is no previous Docker context");
  }

  @Test
  void aContextThatDoesNotExistIsNotUsed() {
    assertThatThrownBy(() -> contexts.use(DEV))
        .isInstanceOf(MachineFailure.class)
        .hasMessage("the Docker context \"jm-dev\" does not exist");
    assertThat(docker.resolve("config.json")).doesNotExist();
  }

  @Test
  void removingTheCurrentContextFallsBackToTheDefault() throws Exception {
    contexts.write(dev, tls);
    Files.writeString(docker.resolve("config.json"), "{\"a\":1}");
    contexts.use(DEV);
    contexts.remove(dev);
    assertThat(Files.readString(docker.resolve("config.json"))).isEqualTo("{\n\t\"a\": 1\n}");
  }

  @Test
  void aBrokenConfigurationIsToldAndNotTouched() throws Exception {
    contexts.write(dev, tls);
    Files.writeString(docker.resolve("config.json"), "{\"auths\":");
    assertThatThrownBy(() -> contexts.use(DEV))
        .isInstanceOf(MachineFailure.class)
        .hasMessageContaining("config.json");
    assertThat(Files.readString(docker.resolve("config.json"))).isEqualTo("{\"auths\":");
  }

  @Test
  void theFolderIsDockersOwn() {
    assertThat(DockerContexts.defaultFolder(Map.of("DOCKER_CONFIG", "/x"), "/home/u"))
        .isEqualTo(Path.of("/x"));
    assertThat(DockerContexts.defaultFolder(Map.of("DOCKER_CONFIG", ""), "/home/u"))
        .isEqualTo(Path.of("/home/u/.docker"));
  }

  private void foreign(String meta) throws IOException {
    Path file = docker.resolve("contexts/meta/" + ID + "/meta.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, meta);
    Path key = docker.resolve("contexts/tls/" + ID + "/docker/key.pem");
    Files.createDirectories(key.getParent());
    Files.writeString(key, "theirs");
  }

  /** Every file below the Docker folder by its relative name, with its content. */
  private Map<String, String> files() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (var all = Files.walk(docker)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        found.put(docker.relativize(file).toString(), Files.readString(file));
      }
    }
    return found;
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
