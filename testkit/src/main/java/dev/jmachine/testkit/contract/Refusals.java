package dev.jmachine.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachinePower;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What happens when a driver is asked for what it declares to lack. */
final class Refusals {
  private static final Duration LONG = Duration.ofMinutes(1);

  private Refusals() {}

  static void check(Life life, Capability capability, String reason) {
    MachineName name = life.machine().machineName();
    MachinePower power = new MachinePower(Stored.surroundings(life.subject));
    var provider = life.subject.provider();
    switch (capability) {
      case START_STOP -> {
        refuses(() -> power.start(name, provider, LONG, life.steps()), "start", reason);
        refuses(() -> power.stop(name, provider, LONG, life.steps()), "stop", reason);
      }
      case KILL -> refuses(() -> power.kill(name, provider, LONG, life.steps()), "kill", reason);
      case CONSOLE ->
          assertThat(console(life)).as("lines of a console that is not there").isEmpty();
      case EXPIRY ->
          assertThatThrownBy(() -> Stored.create(life.subject, Progress.silent(), LONG))
              .isInstanceOfSatisfying(
                  MachineFailure.class,
                  failure -> {
                    assertThat(failure.what()).endsWith(" with --ttl");
                    assertThat(failure.reason()).isEqualTo(reason);
                  });
      case SSH, FIND -> {
        // the core asks such a driver neither for a login nor for its resources
      }
    }
  }

  private static void refuses(ThrowingCallable story, String verb, String reason) {
    assertThatThrownBy(story)
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.what()).startsWith("cannot " + verb + " machine ");
              assertThat(failure.reason()).isEqualTo(reason);
            });
  }

  private static java.util.List<String> console(Life life) {
    try {
      return life.driver.console(life.machine(), 10);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
