package dev.jmachine.driver.qemu.template;

import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.wire.GuestAgent;
import java.io.IOException;
import java.util.Map;

/**
 * Has a guest do once what its user will do first, and take it back: build an image, start a
 * container, exec, log in. QEMU's translator keeps what it has translated only as long as its
 * process lives, and the first container of a clone costs it 1.2 s more than the second (measured,
 * QEMU 7.2 on 2 cores).
 */
public final class Rehearsal {
  /** In seconds; takes 5 on a quiet computer. */
  private static final String LIMIT = "40";

  private Rehearsal() {}

  /** Runs it to its end, or to its limit. One that fails has done no harm. */
  public static void run(GuestAgent agent, Deadline deadline)
      throws IOException, InterruptedException {
    agent.script(program(), deadline);
  }

  /**
   * Begins a smaller one, which starts no container, and returns at once: for a machine that its
   * user has already.
   */
  public static void begin(GuestAgent agent, Deadline deadline)
      throws IOException, InterruptedException {
    agent.script(GuestProgram.read("ahead.sh"), deadline);
  }

  /** The agent waits for the program's end, so it is the guest that ends it where it hangs. */
  private static String program() {
    return "timeout "
        + LIMIT
        + " sh -s >/dev/null 2>&1 <<'END OF REHEARSAL'\n"
        + GuestProgram.functions()
        + GuestProgram.of("wait.sh", Map.of())
        + "\nEND OF REHEARSAL\n";
  }
}
