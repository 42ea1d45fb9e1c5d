package dev.jmachine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.cli.command.CommandEntry;
import dev.jmachine.cli.command.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts, loaded by the shells themselves. */
class CompletionTest {
  @TempDir private Path home;
  private final TestParts parts = new TestParts();

  @BeforeEach
  void setUp() throws IOException {
    for (String name : List.of("dev", "devil", "web")) {
      assertThat(caller().run("create", "-d", "fake", "-q", name)).isZero();
    }
    Files.writeString(home.resolve("notes.txt"), "");
    for (String shell : List.of("bash", "zsh", "fish")) {
      Files.writeString(home.resolve("completion." + shell), script(shell));
    }
  }

  private TestCaller caller() {
    return new TestCaller(home, parts);
  }

  private String script(String shell) {
    TestCaller caller = caller();
    assertThat(caller.run("completion", shell)).as(caller.err()).isZero();
    return caller.out();
  }

  @Test
  void commandsAreCompleted() throws Exception {
    assertThat(completed("")).containsAll(Commands.ALL.stream().map(CommandEntry::name).toList());
    assertThat(completed("re")).containsExactlyInAnyOrder("restart", "regenerate-certs");
    assertThat(completed("--debug", "re")).contains("restart");
    assertThat(completed("--storage-path", "/x", "re")).contains("restart");
  }

  @Test
  void machinesAreCompleted() throws Exception {
    assertThat(completed("status", "de")).containsExactly("dev", "devil");
    assertThat(completed("rm", "-y", "web", "dev")).containsExactly("dev", "devil");
    assertThat(completed("start", "--timeout", "10s", "")).containsExactly("dev", "devil", "web");
    assertThat(completed("create", "")).isEmpty();
  }

  @Test
  void optionsAreCompleted() throws Exception {
    assertThat(completed("ls", "--q")).containsExactly("--quiet");
    assertThat(completed("ls", "--st")).containsExactly("--storage-path");
    assertThat(completed("create", "--fake-s")).containsExactly("--fake-size");
    assertThat(completed("create", "--engine-inst")).containsExactly("--engine-install");
    assertThat(completed("--ver")).containsExactly("--version");
  }

  @Test
  void theValuesOfOptionsAreCompleted() throws Exception {
    assertThat(completed("create", "-d", "f")).containsExactly("fake");
    assertThat(completed("create", "--driver", "=", "f")).containsExactly("fake");
    assertThat(completed("ls", "-o", "")).containsExactly("table", "json");
    assertThat(completed("--progress", "j")).containsExactly("json");
    assertThat(completed("ls", "--timeout", "")).isEmpty();
    assertThat(completed("provision", "--ca-passphrase-file", home + "/no"))
        .containsExactly(home + "/notes.txt");
  }

  @Test
  void theOptionsOfTheDriverOnTheLineAreAskedFor() throws Exception {
    Path program = home.resolve("jmachine");
    Files.writeString(
        program, "#!/bin/sh\nprintf '  -x, --far\\n      --far-size, --size SIZE\\n'\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(completed(program.toString(), List.of("create", "-d", "far", "--")))
        .containsExactly("--far", "--far-size", "--size");
  }

  @Test
  void eachPlaceHasItsWords() throws Exception {
    assertThat(completed("logs", "de")).containsExactly("dev", "devil");
    assertThat(completed("logs", "-n", "5", "dev", "")).contains("engine", "bootstrap", "console");
    assertThat(completed("completion", "")).containsExactly("bash", "zsh", "fish");
    assertThat(completed("help", "reg")).containsExactly("regenerate-certs");
    assertThat(completed("scp", "de")).contains("dev:", "devil:");
    assertThat(completed("scp", home + "/no")).containsExactly(home + "/notes.txt");
    assertThat(completed("ssh", "we")).containsExactly("web");
    assertThat(completed("ssh", "web", "--")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zsh", "fish"})
  void theOtherShellsParseTheirScripts(String shell) throws Exception {
    assumeTrue(isThere(shell), shell + " is not installed");
    Path script = home.resolve("completion." + shell);
    assertThat(run(shell, "-n", script.toString())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zsh", "fish"})
  void theOtherShellsScriptsNameEveryCommand(String shell) {
    String script = script(shell);
    assertThat(script).doesNotContain("TABLES");
    for (CommandEntry entry : Commands.ALL) {
      assertThat(script).contains(entry.name());
    }
  }

  @Test
  void fishCompletes() throws Exception {
    assumeTrue(isThere("fish"), "fish is not installed");
    String script = "source " + home + "/completion.fish; complete -C ";
    assertThat(run("fish", "-c", script + "'jmachine status de'")).contains("dev", "devil");
    assertThat(run("fish", "-c", script + "'jmachine ls --qu'").getFirst()).startsWith("--quiet");
    assertThat(run("fish", "-c", script + "'jmachine create -d f'").getFirst()).startsWith("fake");
  }

  @Test
  void anUnknownShellIsRefused() {
    TestCaller caller = caller();
    assertThat(caller.run("completion", "tcsh")).isEqualTo(2);
    assertThat(caller.err()).contains("known are bash, zsh and fish");
  }

  private List<String> completed(String... words) throws Exception {
    return completed("jmachine", List.of(words));
  }

  /** What bash would offer for the last word. */
  private List<String> completed(String program, List<String> words) throws Exception {
    StringBuilder line = new StringBuilder();
    words.forEach(word -> line.append(" '").append(word).append('\''));
    String script =
        "source "
            + home
            + "/completion.bash; COMP_WORDS=('"
            + program
            + "'"
            + line
            + "); COMP_CWORD="
            + words.size()
            + "; _jmachine; printf '%s\\n' \"${COMPREPLY[@]}\"";
    return run("bash", "--norc", "-c", script).stream().filter(word -> !word.isEmpty()).toList();
  }

  private List<String> run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().remove("JMACHINE_HOME");
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return text.lines().toList();
  }

  private static boolean isThere(String shell) {
    try {
      return new ProcessBuilder(shell, "-c", "true").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }
}
