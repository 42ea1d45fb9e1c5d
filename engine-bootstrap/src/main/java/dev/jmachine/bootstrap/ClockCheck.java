package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.bootstrap.host.Scripts;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.tls.CertificateAuthority;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Compares the host's clock with ours before certificates depend on it: a certificate that begins
 * in the host's future is refused with no more than "bad certificate".
 */
final class ClockCheck {
  /** Beyond this the clock is set. */
  private static final Duration TOLERATED = Duration.ofMinutes(5);

  private ClockCheck() {}

  /** How far the host's clock is ahead of ours; exact to the second and the round trip. */
  static Duration skew(HostFacts host, Clock clock) {
    return Duration.ofSeconds(host.clock() - clock.instant().getEpochSecond());
  }

  /**
   * Sets the host's clock where it is off; fails only where that cannot be done and would matter.
   */
  static void run(HostLink link, HostFacts host, Clock clock, Steps steps, Deadline deadline)
      throws InterruptedException {
    Duration skew = skew(host, clock);
    if (skew.abs().compareTo(TOLERATED) <= 0) {
      return;
    }
    String title = "Setting the host's clock";
    steps.warn("the host's clock is " + words(skew));
    steps.run(title, () -> set(link, skew, clock, line -> steps.detail(title, line), deadline));
  }

  private static void set(
      HostLink link,
      Duration skew,
      Clock clock,
      java.util.function.Consumer<String> log,
      Deadline deadline)
      throws IOException, InterruptedException {
    String now = String.valueOf(clock.instant().getEpochSecond());
    ScriptResult result = link.run(Scripts.of("set-clock", Map.of("JM_EPOCH", now)), deadline, log);
    if (result.exitCode() != 0 && matters(skew)) {
      throw MachineFailure.failed("the host's clock is " + words(skew))
          .because(result.value("detail"))
          .hint("set the clock on the host (timedatectl set-ntp true), then try again");
    }
  }

  /** Certificates begin an hour back, and live for months. */
  private static boolean matters(Duration skew) {
    return skew.isNegative()
        ? skew.abs().compareTo(CertificateAuthority.BACKDATED.minus(TOLERATED)) > 0
        : skew.compareTo(Duration.ofDays(30)) > 0;
  }

  static String words(Duration skew) {
    String off =
        skew.abs().toSeconds() < 120
            ? skew.abs().toSeconds() + " s"
            : skew.abs().toMinutes() + " min";
    return off + (skew.isNegative() ? " slow" : " fast");
  }
}
