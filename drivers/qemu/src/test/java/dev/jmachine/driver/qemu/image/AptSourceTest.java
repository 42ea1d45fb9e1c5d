package dev.jmachine.driver.qemu.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourceTest {
  @TempDir Path etc;

  @Test
  void stanzasGiveOneSourceForEachUriAndSuite() {
    String text =
        """
        Types: deb deb-src
        # a comment in between
        URIs: http://mirror.example/debian/ http://other.example/debian
        Suites: bookworm bookworm-updates
        Components: main contrib
        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

        Types: deb-src
        URIs: http://sources.example/debian
        Suites: bookworm
        Components: main

        Enabled: no
        Types: deb
        URIs: http://off.example/debian
        Suites: bookworm
        Components: main
        """;
    assertThat(AptSource.parseDeb822(text))
        .extracting(source -> source.uri() + " " + source.suite())
        .containsExactly(
            "http://mirror.example/debian bookworm",
            "http://mirror.example/debian bookworm-updates",
            "http://other.example/debian bookworm",
            "http://other.example/debian bookworm-updates");
  }

  @Test
  void continuedFieldsBelongToTheFieldAbove() {
    String text =
        "Types: deb\nURIs: http://a.example/debian\nSuites:\n trixie\n sid\nComponents: main\n";
    assertThat(AptSource.parseDeb822(text))
        .extracting(AptSource::suite)
        .containsExactly("trixie", "sid");
  }

  @Test
  void oneLineSourcesMayHaveOptionsAndComments() {
    String text =
        """
        # deb http://old.example/debian bookworm main
        deb-src http://src.example/debian bookworm main
        deb [arch=amd64 signed-by=/k/debian-archive.gpg] http://a.example/debian bookworm main contrib # why
        deb http://b.example/debian/ bookworm-security main
        deb cdrom:[Debian 12]/ bookworm main
        nonsense
        """;
    assertThat(AptSource.parseList(text).subList(0, 2))
        .containsExactly(
            new AptSource(
                "http://a.example/debian",
                "bookworm",
                List.of("main", "contrib"),
                "/k/debian-archive.gpg"),
            new AptSource("http://b.example/debian", "bookworm-security", List.of("main"), ""));
  }

  @Test
  void theMirrorIsDebiansOwnSourceAndNotAnotherOneOfTheSameSuite() throws IOException {
    Files.createDirectories(etc.resolve("apt/sources.list.d"));
    Files.writeString(etc.resolve("os-release"), "ID=debian\nVERSION_CODENAME=\"bookworm\"\n");
    Files.writeString(
        etc.resolve("apt/sources.list.d/a.list"),
        "deb https://packages.example/tool bookworm main\n");
    Files.writeString(
        etc.resolve("apt/sources.list.d/debian.sources"),
        """
        Types: deb
        URIs: http://mirror.example/debian
        Suites: bookworm bookworm-updates
        Components: main
        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

        Types: deb
        URIs: http://mirror.example/debian-security
        Suites: bookworm-security
        Components: main
        """);
    DebianMirror mirror = new HostSources(etc).mirror();
    assertThat(mirror)
        .isEqualTo(
            new DebianMirror(
                "http://mirror.example/debian",
                Optional.of("http://mirror.example/debian-security")));
    assertThat(mirror.sourcesOf("trixie"))
        .containsExactly(
            "deb http://mirror.example/debian trixie main",
            "deb http://mirror.example/debian trixie-updates main",
            "deb http://mirror.example/debian-security trixie-security main");
  }

  @Test
  void aComputerWithoutSecuritySourcesGetsNone() {
    List<AptSource> sources =
        List.of(new AptSource("http://in.house/debian", "bookworm", List.of("main"), ""));
    assertThat(DebianMirror.of(sources, "bookworm").sourcesOf("trixie")).hasSize(2);
  }

  @Test
  void aSourceThatIsNotHttpIsNoMirror() {
    List<AptSource> disc = List.of(new AptSource("cdrom:x", "bookworm", List.of("main"), ""));
    assertThat(DebianMirror.of(disc, "bookworm").archive()).startsWith("http://");
  }

  @Test
  void anotherSystemUsesDebiansOwnMirror() throws IOException {
    Files.createDirectories(etc.resolve("apt"));
    Files.writeString(etc.resolve("os-release"), "ID=ubuntu\nVERSION_CODENAME=noble\n");
    Files.writeString(
        etc.resolve("apt/sources.list"), "deb http://archive.example/ubuntu noble main\n");
    assertThat(new HostSources(etc).mirror()).isEqualTo(DebianMirror.DEFAULT);
  }
}
