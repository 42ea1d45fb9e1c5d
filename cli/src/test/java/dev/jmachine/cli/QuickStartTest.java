package dev.jmachine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the quick commands must not load or initialise, seen in the log of a JVM of their own. The
 * class initialiser of BigDecimal alone takes 11 ms in JDK 25 (JDK-8341470).
 */
class QuickStartTest {
  private static final List<String> TOO_HEAVY =
      List.of(
          "Initializing 'java/math/BigDecimal'",
          "Initializing 'java/util/logging/",
          "Initializing 'java/util/concurrent/ForkJoinPool'",
          "Initializing 'javax/net/ssl/",
          "Initializing 'net/schmizz/",
          "Initializing 'com/hierynomus/",
          "Initializing 'org/bouncycastle/",
          "Initializing 'org/slf4j/",
          "Initializing 'dev/jmachine/tls/",
          "Initializing 'dev/jmachine/bootstrap/");

  @TempDir private Path home;

  @Test
  void theCommandsThatReadARecordStayLight() throws IOException, InterruptedException {
    assertThat(new TestCaller(home).run("create", "-d", "fake", "-q", "dev")).isZero();
    for (String command : List.of("env", "url", "ip", "config", "inspect")) {
      assertThat(tooHeavy(command, "dev")).as(command).isEmpty();
    }
    assertThat(tooHeavy("ls", "-q")).as("ls -q").isEmpty();
    assertThat(tooHeavy("--version")).as("--version").isEmpty();
    assertThat(tooHeavy("--help")).as("--help").isEmpty();
  }

  /** What of them the command initialised; it must end well. */
  private List<String> tooHeavy(String... arguments) throws IOException, InterruptedException {
    Path log = home.resolve("init.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xlog:class+init=info:file=" + log,
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.jmachine.cli.Main",
                "-s",
                home.resolve(".jmachine").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> TOO_HEAVY.stream().anyMatch(line::contains)).toList();
    }
  }
}
