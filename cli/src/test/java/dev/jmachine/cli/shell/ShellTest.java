package dev.jmachine.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.core.failure.MachineFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {
  /** Each holds something that some shell expands, ends a quote with, or runs. */
  private static final List<String> HOSTILE =
      List.of(
          "plain",
          "two words  and more",
          "$HOME",
          "${HOME}",
          "$(touch owned)",
          "`touch owned`",
          "a\"b",
          "a'b",
          "a\\b",
          "a\\\\",
          "\\$HOME\\\"",
          "'; touch owned; '",
          "\"; touch owned; \"",
          "a!b!!",
          "a;b&c|d<e>f(g)h",
          "*?[a-z]~",
          "#not a comment",
          "%PATH%^&",
          "tcp://[2001:db8::1]:2376",
          "ünïcødé 機械",
          "\u201ctouch owned\u201d");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bash", "dash", "zsh", "busybox sh", "mksh"})
  void posixShellsTakeEveryValueAsItIs(String shell) throws Exception {
    for (String value : HOSTILE) {
      assertThat(evaluated(shell, Shell.POSIX, value)).as(shell).isEqualTo(value);
    }
  }

  @Test
  void posixShellsTakeLineFeeds() throws Exception {
    assertThat(evaluated("dash", Shell.POSIX, "one\ntwo")).isEqualTo("one\ntwo");
  }

  @Test
  void fishTakesEveryValueAsItIs() throws Exception {
    for (String value : HOSTILE) {
      assertThat(evaluated("fish", Shell.FISH, value)).isEqualTo(value);
    }
  }

  @Test
  void tcshTakesEveryValueAsItIs() throws Exception {
    for (String value : HOSTILE) {
      assertThat(evaluated("tcsh -f", Shell.TCSH, value)).isEqualTo(value);
    }
  }

  @Test
  void emacsTakesEveryValueAsItIs() throws Exception {
    assumeTrue(isInstalled("emacs"), "emacs is not installed");
    StringBuilder script = new StringBuilder("(set-language-environment \"UTF-8\")\n");
    for (String value : HOSTILE) {
      script.append(Shell.EMACS.set("JM_TEST", value)).append('\n');
      script.append("(princ (format \"%s\\0\" (getenv \"JM_TEST\")))\n");
    }
    Path file = Files.writeString(folder.resolve("script.el"), script);
    assertThat(output(List.of("emacs", "-Q", "--batch", "-l", file.toString())))
        .isEqualTo(String.join("\0", HOSTILE) + "\0");
  }

  @Test
  void anUnquotedEvalStillUnsetsAndSets() throws Exception {
    String lines =
        Shell.POSIX.unset("DOCKER_CONTEXT")
            + "\n"
            + Shell.POSIX.set("A", "1")
            + "\n"
            + Shell.POSIX.set("B", "2")
            + "\n"
            + String.join("\n", Shell.POSIX.hint("x"));
    Path script = Files.writeString(folder.resolve("lines"), lines);
    assertThat(
            output(
                List.of(
                    "dash",
                    "-c",
                    "DOCKER_CONTEXT=x; eval $(cat '"
                        + script
                        + "'); printf %s \"$A$B${DOCKER_CONTEXT-gone}\"")))
        .isEqualTo("12gone");
  }

  @Test
  void powershellEscapesWhatItExpandsAndItsTypographicQuotes() {
    assertThat(Shell.POWERSHELL.set("X", "a$b`c\"d\u201de"))
        .isEqualTo("$Env:X = \"a`$b``c`\"d`\u201de\"");
    assertThat(Shell.POWERSHELL.unset("X"))
        .isEqualTo("Remove-Item Env:\\X -ErrorAction SilentlyContinue");
  }

  @Test
  void cmdQuotesTheAssignmentWhereTheValueIsNotPlain() {
    assertThat(Shell.CMD.set("X", "C:\\m\\dev")).isEqualTo("SET X=C:\\m\\dev");
    assertThat(Shell.CMD.set("X", "C:\\a b&c")).isEqualTo("SET \"X=C:\\a b&c\"");
    assertThat(Shell.CMD.unset("X")).isEqualTo("SET X=");
  }

  @ParameterizedTest
  @EnumSource(
      value = Shell.class,
      names = {"CMD", "TCSH"})
  void shellsWithoutLineFeedsInValuesRefuseThem(Shell shell) {
    assertThatThrownBy(() -> shell.set("X", "a\nb")).isInstanceOf(MachineFailure.class);
  }

  @Test
  void docker_machinesFormsAreKept() {
    assertThat(Shell.POSIX.set("DOCKER_HOST", "tcp://1.2.3.4:2376"))
        .isEqualTo("export DOCKER_HOST=\"tcp://1.2.3.4:2376\"");
    assertThat(Shell.FISH.set("A", "b")).isEqualTo("set -gx A \"b\";");
    assertThat(Shell.POWERSHELL.set("A", "b")).isEqualTo("$Env:A = \"b\"");
    assertThat(Shell.TCSH.set("A", "b")).isEqualTo("setenv A \"b\";");
    assertThat(Shell.EMACS.set("A", "b")).isEqualTo("(setenv \"A\" \"b\")");
  }

  @Test
  void theRunningShellIsKnownByItsPath() {
    assertThat(Shell.running("/usr/bin/fish", false, false)).isEqualTo(Shell.FISH);
    assertThat(Shell.running("/bin/tcsh", false, false)).isEqualTo(Shell.TCSH);
    assertThat(Shell.running("/opt/nushell/nu", false, false)).isEqualTo(Shell.POSIX);
    assertThat(Shell.running(null, false, false)).isEqualTo(Shell.POSIX);
    assertThat(Shell.running(null, true, true)).isEqualTo(Shell.POWERSHELL);
    assertThat(Shell.running(null, true, false)).isEqualTo(Shell.CMD);
    assertThat(Shell.running("C:\\Git\\usr\\bin\\bash.exe", true, true)).isEqualTo(Shell.POSIX);
  }

  @Test
  void anUnknownShellListsTheKnownOnes() {
    assertThatThrownBy(() -> Shell.named("nu")).hasMessageContaining("known are bash, zsh, sh");
  }

  /** The value as a program sees it that the shell starts after it read our line. */
  private String evaluated(String shell, Shell form, String value) throws Exception {
    List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
    assumeTrue(isInstalled(command.getFirst()), shell + " is not installed");
    Path line = Files.writeString(folder.resolve("line"), form.set("JM_TEST", value) + "\n");
    command.add(line.toString());
    Files.writeString(line, "printenv JM_TEST\n", UTF_8, java.nio.file.StandardOpenOption.APPEND);
    String printed = output(command);
    assertThat(folder.resolve("owned")).doesNotExist();
    return printed.replaceFirst("\n$", "");
  }

  private String output(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  private static boolean isInstalled(String program) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(path)
        .anyMatch(one -> Files.isExecutable(Path.of(one, program)));
  }
}
