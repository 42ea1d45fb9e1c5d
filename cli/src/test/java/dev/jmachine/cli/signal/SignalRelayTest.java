package dev.jmachine.cli.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalRelayTest {
  private final List<String> happened = Collections.synchronizedList(new ArrayList<>());
  private @Nullable Process program;
  private @Nullable FutureTask<Integer> ending;

  @AfterEach
  void end() {
    if (program != null) {
      program.destroyForcibly();
    }
  }

  @Test
  void beforeTheProgramRunsTheFirstSignalInterruptsAndTheSecondLeaves() {
    SignalRelay relay = relay(false);
    relay.signalled("TERM");
    relay.signalled("INT");
    assertThat(happened).containsExactly("interrupted", "left");
  }

  @ParameterizedTest
  @CsvSource({"INT,3", "TERM,4", "HUP,5"})
  void whileTheProgramRunsEachSignalIsPassedOnAsItIs(String signal, int code) throws Exception {
    SignalRelay relay = relay(false);
    start(relay);
    relay.signalled(signal);
    assertThat(code()).isEqualTo(code);
    assertThat(happened).isEmpty();
  }

  @Test
  void aTerminalSendsCtrlCToTheProgramItself() throws Exception {
    SignalRelay relay = relay(true);
    start(relay);
    relay.signalled("INT");
    relay.signalled("TERM");
    assertThat(code()).as("SIGTERM alone has come").isEqualTo(4);
  }

  @Test
  void afterwardsTheFirstSignalIsOnlyToldAndTheSecondLeaves() throws Exception {
    SignalRelay relay = relay(false);
    start(relay);
    relay.signalled("TERM");
    assertThat(code()).isEqualTo(4);
    relay.finish(() -> happened.add("told"));
    relay.signalled("TERM");
    assertThat(happened).containsExactly("told");
    relay.signalled("TERM");
    assertThat(happened).containsExactly("told", "left");
  }

  private SignalRelay relay(boolean terminal) {
    return new SignalRelay(terminal, () -> happened.add("interrupted"), () -> happened.add("left"));
  }

  /** With signals that work: whoever runs the tests may ignore some. */
  private void start(SignalRelay relay) throws Exception {
    String script =
        "trap 'exit 3' INT; trap 'exit 4' TERM; trap 'exit 5' HUP; echo ready;"
            + " while :; do sleep 0.1; done";
    Process started =
        new ProcessBuilder("env", "--default-signal=INT,TERM,HUP", "sh", "-c", script).start();
    program = started;
    BufferedReader lines = started.inputReader();
    FutureTask<Integer> waiting = new FutureTask<>(() -> relay.awaitEnd(started));
    ending = waiting;
    Thread.ofPlatform().start(waiting);
    assertThat(lines.readLine()).isEqualTo("ready");
    while (!relay.isPassing()) {
      Thread.onSpinWait();
    }
  }

  private int code() throws Exception {
    return Objects.requireNonNull(ending).get(20, TimeUnit.SECONDS);
  }
}
