package dev.jmachine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramSearchTest {
  private static final String SYSTEM = "Test-cpu";

  @TempDir private Path folder;

  @Test
  void thePropertyComesFirstThenTheVariableThenTheArtifactThenThePath() throws Exception {
    Path byProperty = FakeProgram.in(Files.createDirectory(folder.resolve("a"))).launcher();
    Path byVariable = FakeProgram.in(Files.createDirectory(folder.resolve("b"))).launcher();
    Path onPath = FakeProgram.in(Files.createDirectory(folder.resolve("c"))).launcher();
    Properties properties = new Properties();
    properties.setProperty(ProgramSearch.PROPERTY, byProperty.toString());
    String folders = folder + ":" + onPath.getParent();
    var path = Map.of("PATH", folders);
    var both = Map.of("PATH", folders, ProgramSearch.VARIABLE, byVariable.toString());
    packArchive();

    assertThat(find(properties, both)).isEqualTo(byProperty);
    assertThat(find(new Properties(), both)).isEqualTo(byVariable);
    assertThat(find(new Properties(), path)).startsWith(folder.resolve("programs"));
    Files.delete(archive());
    assertThat(find(new Properties(), path)).isEqualTo(onPath);
    assertThatThrownBy(() -> find(new Properties(), Map.of()))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("jmachine-program")
        .hasMessageContaining(ProgramSearch.VARIABLE);
  }

  @Test
  void aNamedProgramThatIsNotThereIsNotPassedOver() {
    var wrong = Map.of(ProgramSearch.VARIABLE, folder.resolve("nothing").toString());
    assertThatThrownBy(() -> find(new Properties(), wrong))
        .hasMessageContaining(ProgramSearch.VARIABLE)
        .hasMessageContaining("is no program");
  }

  @Test
  void theArtifactIsUnpackedOnceWithItsModesAndTimes() throws Exception {
    packArchive();
    Path first = find(new Properties(), Map.of());
    assertThat(first).isExecutable().hasContent("#!/bin/sh\n");
    assertThat(Files.getLastModifiedTime(first).toMillis()).isEqualTo(1_000_000_000_000L);
    Path mark = Files.createFile(first.resolveSibling("mark"));

    assertThat(find(new Properties(), Map.of())).isEqualTo(first);
    assertThat(mark).exists();
    try (Stream<Path> left = Files.list(folder.resolve("programs"))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void whatNoRunHasUsedForAMonthGoesWhenAnotherIsUnpacked() throws Exception {
    Path programs = folder.resolve("programs");
    Path old = aged(programs.resolve("00112233445566aa"), 31);
    Path half = aged(programs.resolve("part123"), 31);
    Path used = aged(programs.resolve("00112233445566bb"), 29);
    Path others = aged(programs.resolve("notes"), 400);
    packArchive();

    Path program = find(new Properties(), Map.of());

    assertThat(List.of(old, half)).noneMatch(Files::exists);
    assertThat(List.of(program, used, others)).allMatch(Files::exists);
  }

  @Test
  void eachRunMarksTheProgramAsUsed() throws Exception {
    packArchive();
    Path program = find(new Properties(), Map.of());
    Path unpacked =
        folder
            .resolve("programs")
            .resolve(folder.resolve("programs").relativize(program).getName(0));
    Files.setLastModifiedTime(unpacked, FileTime.from(Instant.now().minus(Duration.ofDays(40))));

    find(new Properties(), Map.of());

    assertThat(Files.getLastModifiedTime(unpacked).toInstant())
        .isAfter(Instant.now().minus(Duration.ofDays(1)));
  }

  private static Path aged(Path program, int days) throws IOException {
    Files.createDirectories(program.resolve("jmachine"));
    FileTime then = FileTime.from(Instant.now().minus(Duration.ofDays(days)));
    return Files.setLastModifiedTime(program, then);
  }

  private Path find(Properties properties, Map<String, String> environment) throws IOException {
    URL[] classPath = {folder.resolve("jar").toUri().toURL()};
    try (URLClassLoader archives = new URLClassLoader(classPath, null)) {
      var packed = new PackedProgram(archives, SYSTEM, folder.resolve("programs"));
      return new ProgramSearch(properties, environment, packed).find();
    }
  }

  private Path archive() {
    return folder.resolve("jar/dev/jmachine/program/" + SYSTEM + ".tar.gz");
  }

  private void packArchive() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("tree/jmachine/bin"));
    Path launcher = Files.writeString(bin.resolve("jmachine"), "#!/bin/sh\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    assertThat(launcher.toFile().setLastModified(1_000_000_000_000L)).isTrue();
    Files.createDirectories(archive().getParent());
    String[] tar = {"tar", "-czf", archive().toString(), "-C", folder + "/tree", "jmachine"};
    assertThat(new ProcessBuilder(tar).inheritIO().start().waitFor()).isZero();
  }
}
