package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.time.Duration;

/** What virtual machines need of the computer that runs them. */
public record VmHost(ProcessTable processes, HostPorts ports, Pause pause, Ticker ticker) {
  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(5), Duration.ofMillis(40), false);

  /** The computer that we run on. */
  public static VmHost system(Pause pause, Ticker ticker) {
    return new VmHost(ProcessTable.system(), HostPorts.system(), pause, ticker);
  }

  Deadline in(Duration length) {
    return Deadline.in(length, ticker);
  }

  /** For what takes a tenth of a second. */
  Await quickAwait() {
    return Await.with(pause, QUICK);
  }

  Await await() {
    return Await.with(pause, Backoff.LOCAL);
  }
}
