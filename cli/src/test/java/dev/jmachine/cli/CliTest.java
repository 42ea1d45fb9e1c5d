package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.cli.command.Commands;
import dev.jmachine.cli.console.Messages;
import dev.jmachine.cli.console.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
  @TempDir private Path home;

  @Test
  void versionGoesToStandardOutputAlone() {
    TestCaller caller = new TestCaller(home);
    assertThat(caller.run("--version")).isZero();
    assertThat(caller.out()).matches("jmachine [0-9]+\\.[0-9]+\\.[0-9]+.*\n");
    assertThat(caller.err()).isEmpty();
  }

  @Test
  void withoutACommandHelpListsEveryCommand() {
    TestCaller caller = new TestCaller(home);
    assertThat(caller.run()).isZero();
    for (var entry : Commands.ALL) {
      assertThat(caller.out()).containsPattern("\n  " + entry.name() + " +");
    }
  }

  @Test
  void everyCommandInTheTableCanBeOpened() {
    for (var entry : Commands.ALL) {
      assertThat(Commands.open(entry.name())).as(entry.name()).isNotNull();
    }
  }

  @Test
  void aMisspeltCommandIsSuggested() {
    TestCaller caller = new TestCaller(home);
    assertThat(caller.run("verison")).isEqualTo(2);
    assertThat(caller.out()).isEmpty();
    assertThat(caller.err())
        .isEqualTo(
            """
            error: unknown command "verison"
              try:   did you mean "jmachine version"?
              help:  jmachine --help
            """);
  }

  @Test
  void aMisspeltOptionIsSuggestedWithSynopsisAndHelp() {
    TestCaller caller = new TestCaller(home);
    assertThat(caller.run("version", "--debgu")).isEqualTo(2);
    assertThat(caller.err())
        .isEqualTo(
            """
            error: unknown option --debgu
              try:   did you mean --debug?
              usage: jmachine version [OPTIONS]
              help:  jmachine version --help
            """);
  }

  @Test
  void anOptionWithoutItsValueSaysSo() {
    TestCaller caller = new TestCaller(home);
    assertThat(caller.run("version", "--storage-path")).isEqualTo(2);
    assertThat(caller.err()).startsWith("error: option --storage-path takes a value (FOLDER)\n");
  }

  @Test
  void globalOptionsMayStandBeforeAndAfterTheCommand() {
    assertThat(new TestCaller(home).run("-s", "/x", "version")).isZero();
    assertThat(new TestCaller(home).run("version", "-s", "/x", "--progress", "json")).isZero();
  }

  @Test
  void anArgumentThatLooksLikeAnArgumentFileIsAnArgument() {
    TestCaller caller = new TestCaller(home);
    assertThat(caller.run("version", "@/etc/passwd")).isEqualTo(2);
    assertThat(caller.err()).startsWith("error: unexpected argument \"@/etc/passwd\"\n");
  }

  @Test
  void helpOfACommandIsTheSameBothWays() {
    TestCaller one = new TestCaller(home);
    TestCaller other = new TestCaller(home);
    assertThat(one.run("help", "version")).isZero();
    assertThat(other.run("version", "-h")).isZero();
    assertThat(one.out()).isEqualTo(other.out()).startsWith("Usage: jmachine version [OPTIONS]\n");
  }

  @Test
  void aStandardOutputThatCannotBeWrittenIsAFailure() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(writingTo("No space left on device", err)).isEqualTo(1);
    assertThat(err.toString(java.nio.charset.StandardCharsets.UTF_8))
        .contains("No space left on device");
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFailure() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(writingTo("Broken pipe", err)).isEqualTo(141);
    assertThat(err.toString(java.nio.charset.StandardCharsets.UTF_8)).isEmpty();
  }

  private int writingTo(String trouble, OutputStream err) {
    Caller given = new TestCaller(home).caller();
    Caller caller =
        new Caller(
            given.environment(),
            given.home(),
            null,
            null,
            false,
            given.input(),
            new Output(new Troubled(trouble)),
            new Messages(err),
            given.terminal(),
            given.clock(),
            given.ticker(),
            given.pause(),
            given.parts());
    return new Cli(caller).run(List.of("--version"));
  }

  private static final class Troubled extends OutputStream {
    private final String trouble;

    Troubled(String trouble) {
      this.trouble = trouble;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(trouble);
    }
  }
}
