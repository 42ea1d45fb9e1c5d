package dev.jmachine.driver.qemu.template;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.seed.Identity;
import dev.jmachine.driver.qemu.wire.GuestAgent;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a clone a machine of its own, over the guest's agent and before any port is open: clock,
 * host name, machine id, random state, host key, login key.
 */
public final class CloneIdentity {
  private static final int SEED_BYTES = 64;

  private final Clock clock;
  private final SecureRandom random;

  public CloneIdentity(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** Places it; when this returns, the guest's random state is its own and its keys are placed. */
  public void place(Identity identity, GuestAgent agent, Deadline deadline)
      throws IOException, InterruptedException {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    Map<String, String> values =
        Map.of(
            "JM_NOW", seconds(clock),
            "JM_SEED", HexFormat.of().formatHex(seed),
            "JM_NAME", identity.hostName(),
            "JM_MACHINE_ID", identity.machineId(),
            "JM_LOGIN_KEY", identity.authorizedKey(),
            "JM_HOST_KEY", identity.hostKey().privateKey(),
            "JM_HOST_KEY_PUBLIC", identity.hostKey().publicKey());
    GuestAgent.Ended ended = agent.script(GuestProgram.of("identity.sh", values), deadline);
    if (ended.status() != 0) {
      throw MachineFailure.failed("the clone cannot be given an identity")
          .because(String.join("; ", ended.printed()));
    }
  }

  /**
   * Sets clock and host name of a clone that has its identity and was parked.
   *
   * @param name the machine's
   */
  public void rename(String name, GuestAgent agent, Deadline deadline)
      throws IOException, InterruptedException {
    Map<String, String> values = Map.of("JM_NOW", seconds(clock), "JM_NAME", name);
    GuestAgent.Ended ended = agent.script(GuestProgram.of("rename.sh", values), deadline);
    if (ended.status() != 0) {
      throw MachineFailure.failed("the clone cannot be renamed")
          .because(String.join("; ", ended.printed()));
    }
  }

  /** Returns when the guest's SSH server shows the new host key. */
  public static void awaitSsh(GuestAgent agent, Deadline deadline)
      throws IOException, InterruptedException {
    agent.run("while [ ! -s /run/sshd.pid ]; do usleep 10000; done", deadline);
  }

  /** Seconds since 1970 with nanoseconds, as GNU date takes them. */
  static String seconds(Clock clock) {
    Instant now = clock.instant();
    return String.format(Locale.ROOT, "%d.%09d", now.getEpochSecond(), now.getNano());
  }
}
