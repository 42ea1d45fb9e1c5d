package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Follows a boot by its console. A failure names the phase that was reached and shows the end of
 * the console.
 */
final class VmBoot {
  private static final int SHOWN_LINES = 15;

  private final Console console;
  private final VmProcess process;
  private final VmHost host;

  VmBoot(Console console, VmProcess process, VmHost host) {
    this.console = console;
    this.process = process;
    this.host = host;
  }

  /** Whether the guest prints anything at all, within {@code limit} and while its process lives. */
  boolean showsLife(Duration limit) throws InterruptedException {
    Deadline deadline = host.in(limit);
    return host.await()
        .until(
            "the guest to print anything",
            host.in(limit.multipliedBy(2)),
            () -> {
              boolean alive = phase() != BootPhase.FIRMWARE;
              return alive || deadline.passed() || !runs()
                  ? Attempt.ready(alive)
                  : Attempt.notYet("nothing printed");
            });
  }

  /** Waits until the boot has reached {@code phase}. */
  void until(BootPhase phase, Deadline deadline, Consumer<String> progress)
      throws IOException, InterruptedException {
    try {
      host.await().reporting(progress).until("the guest to boot", deadline, () -> look(phase));
    } catch (MachineFailure failure) {
      throw withConsole(failure);
    }
  }

  private Attempt<BootPhase> look(BootPhase wanted) {
    BootPhase now = phase();
    if (now.reached(wanted)) {
      return Attempt.ready(now);
    }
    if (!runs()) {
      throw MachineFailure.failed("the virtual machine ended while it was booting")
          .because("last phase: " + now.shown());
    }
    return Attempt.notYet(now.shown());
  }

  private MachineFailure withConsole(MachineFailure failure) throws IOException {
    List<String> lines = console.tail(SHOWN_LINES);
    String end = lines.isEmpty() ? "the console is empty" : "the console ends with:";
    StringBuilder cause =
        new StringBuilder(String.valueOf(failure.reason())).append("; ").append(end);
    lines.forEach(line -> cause.append("\n    ").append(line));
    return MachineFailure.of(FailureKind.UNAVAILABLE, failure.what())
        .because(cause.toString(), failure)
        .hint("give it more memory or time, or see the whole console in " + console.file())
        .see("docs/drivers/qemu.md#the-guest-does-not-boot");
  }

  private BootPhase phase() {
    try {
      return console.phase();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean runs() {
    try {
      return process.pid().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
