package dev.jmachine.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.TestCaller;
import dev.jmachine.cli.console.Messages;
import dev.jmachine.cli.console.Terminal;
import dev.jmachine.core.progress.ProgressEvent;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.testkit.FakeTime;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final FakeTime time = FakeTime.start();

  private Caller caller(FakeTerminal terminal, int width, Map<String, String> environment) {
    Caller plain = new TestCaller(Path.of("/nowhere")).caller();
    return new Caller(
        environment,
        plain.home(),
        null,
        null,
        false,
        plain.input(),
        plain.output(),
        new Messages(terminal),
        new Terminal(true, true, true, () -> new Terminal.Size(24, width)),
        time,
        time,
        time,
        plain.parts());
  }

  private TerminalProgress on(FakeTerminal terminal, int width) {
    return new TerminalProgress(caller(terminal, width, Map.of("LANG", "C.UTF-8")));
  }

  @Test
  void aStepIsOneLiveLineThatGivesWayToWhatEnded() throws InterruptedException {
    FakeTerminal terminal = new FakeTerminal(60);
    TerminalProgress progress = on(terminal, 60);
    Steps steps = new Steps("web-1", progress, time);
    steps.run(
        "Creating host",
        () -> {
          steps.detail("Creating host", "waiting for an address");
          time.advance(Duration.ofMillis(3200));
          progress.turn();
          assertThat(terminal.screen())
              .isEqualTo("⠙ web-1  Creating host: waiting for an address  3.2 s");
        });
    assertThat(terminal.screen()).isEqualTo("✓ web-1  Creating host  3.2 s");
    progress.close();
    assertThat(terminal.screen()).isEqualTo("✓ web-1  Creating host  3.2 s");
  }

  @Test
  void severalMachinesHaveALineEach() {
    FakeTerminal terminal = new FakeTerminal(60);
    TerminalProgress progress = on(terminal, 60);
    progress.accept(new ProgressEvent.Started("a", "Starting"));
    progress.accept(new ProgressEvent.Started("b", "Starting"));
    time.advance(Duration.ofSeconds(1));
    progress.accept(new ProgressEvent.Done("a", "Starting", Duration.ofSeconds(1)));
    assertThat(terminal.screen()).isEqualTo("✓ a  Starting  1.0 s\n⠋ b  Starting  1.0 s");
    progress.accept(new ProgressEvent.Failed("b", "Starting", Duration.ofSeconds(1)));
    assertThat(terminal.screen()).isEqualTo("✓ a  Starting  1.0 s\n✗ b  Starting  1.0 s");
  }

  @Test
  void anInnerStepThatWasShortLeavesNoLine() throws InterruptedException {
    FakeTerminal terminal = new FakeTerminal(60);
    TerminalProgress progress = on(terminal, 60);
    Steps steps = new Steps("a", progress, time);
    steps.run(
        "Outer",
        () -> {
          steps.run("Short", () -> time.advance(Duration.ofMillis(300)));
          steps.run("Long", () -> time.advance(Duration.ofSeconds(70)));
        });
    assertThat(terminal.screen()).isEqualTo("✓ a  Long  1 min 10 s\n✓ a  Outer  1 min 10 s");
  }

  @Test
  void aNarrowTerminalGetsShorterLinesAndNoGarbage() throws InterruptedException {
    for (int width : new int[] {4, 10, 20, 30}) {
      FakeTerminal terminal = new FakeTerminal(width);
      TerminalProgress progress = on(terminal, width);
      Steps steps = new Steps("web-1", progress, time);
      steps.run(
          "Installing engine",
          () -> {
            for (int i = 0; i < 5; i++) {
              steps.detail("Installing engine", "unpacking 機械 " + "x".repeat(i * 20));
              time.advance(Duration.ofSeconds(1));
              progress.turn();
              assertThat(terminal.screen().lines().count()).as("width " + width).isEqualTo(1);
            }
          });
      progress.close();
      assertThat(terminal.screen().replaceAll("\\s", "")).isEqualTo("✓web-1Installingengine5.0s");
    }
  }

  @Test
  void linesThatATerminalWrappedWhenItBecameNarrowerAreTakenBack() {
    StringBuilder wrote = new StringBuilder();
    int[] width = {60};
    LiveRegion region =
        new LiveRegion(
            new Messages(
                new OutputStream() {
                  @Override
                  public void write(int b) {
                    wrote.append((char) b);
                  }
                }),
            () -> new Terminal.Size(24, width[0]));
    region.draw("", List.of("x".repeat(40) + "\t1 s"));
    width[0] = 20;
    region.resized();
    wrote.setLength(0);
    region.draw("", List.of("y\t2 s"));
    assertThat(wrote.toString()).startsWith("\r\033[2A\033[J");
  }

  @Test
  void textOfOthersCannotMoveTheCursor() {
    FakeTerminal terminal = new FakeTerminal(60);
    TerminalProgress progress = on(terminal, 60);
    Steps steps = new Steps("a", progress, time);
    steps.warn("evil \033[2J\r\n\u0007text");
    assertThat(terminal.screen()).isEqualTo("! a  warning: evil  [2J   text");
  }

  @Test
  void moreMachinesThanFitAreCounted() {
    FakeTerminal terminal = new FakeTerminal(60);
    TerminalProgress progress = on(terminal, 60);
    for (int i = 0; i < 20; i++) {
      progress.accept(new ProgressEvent.Started("m" + i, "Starting"));
    }
    assertThat(terminal.screen().lines()).as("a line each").hasSize(20);
    for (int i = 20; i < 40; i++) {
      progress.accept(new ProgressEvent.Started("m" + i, "Starting"));
    }
    assertThat(terminal.screen().lines()).as("of 24 rows").hasSize(23);
    assertThat(terminal.screen()).endsWith("  and 18 more");
    progress.close();
    assertThat(terminal.screen()).isEmpty();
  }

  @Test
  void withoutUtf8AndWithNoColorTheMarksArePlain() {
    FakeTerminal terminal = new FakeTerminal(60);
    StringBuilder raw = new StringBuilder();
    TerminalProgress progress =
        new TerminalProgress(
            caller(terminal, 60, Map.of("LC_ALL", "C", "LANG", "C.UTF-8", "NO_COLOR", "1")));
    progress.accept(new ProgressEvent.Started("a", "Starting"));
    raw.append(terminal.screen());
    progress.accept(new ProgressEvent.Done("a", "Starting", Duration.ZERO));
    assertThat(raw.toString()).isEqualTo("- a  Starting  0.0 s");
    assertThat(terminal.screen()).isEqualTo("+ a  Starting  0.0 s");
  }
}
