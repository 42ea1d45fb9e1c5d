package dev.jmachine.cli;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Waits until this computer's processors were idle for three quarters of the time between two
 * looks: for work that nobody waits for. Half were too little: on two processors, that is what a
 * test leaves that waits for its machine.
 *
 * <p>Source: proc_stat(5), whose first line is "cpu user nice system idle iowait …" in ticks.
 */
public final class SpareProcessor {
  private static final Path LINUX = Path.of("/proc/stat");
  private static final int IDLE = 4;
  private static final int IO_WAIT = 5;

  private final Path stat;
  private long idle;
  private long all;

  private SpareProcessor(Path stat) {
    this.stat = stat;
  }

  /** Returns when there is one, when the deadline passes, or at once where nobody can tell. */
  public static void await(Await looks, Deadline deadline) throws InterruptedException {
    await(LINUX, looks, deadline);
  }

  static void await(Path stat, Await looks, Deadline deadline) throws InterruptedException {
    try {
      looks.until("a processor to spare", deadline, new SpareProcessor(stat)::look);
    } catch (MachineFailure late) {
      // the work is done all the same
    }
  }

  private Attempt<Boolean> look() {
    long idleBefore = idle;
    long allBefore = all;
    try {
      read();
    } catch (IOException | NumberFormatException e) {
      return Attempt.ready(false);
    }
    boolean again = allBefore > 0 && all > allBefore;
    return again && 4 * (idle - idleBefore) >= 3 * (all - allBefore)
        ? Attempt.ready(true)
        : Attempt.notYet("the processors are busy");
  }

  private void read() throws IOException {
    List<String> words = List.of(Files.readAllLines(stat).getFirst().strip().split("\\s+", -1));
    if (words.size() <= IO_WAIT) {
      throw new IOException(stat + " is not as proc_stat(5) has it");
    }
    idle = Long.parseLong(words.get(IDLE)) + Long.parseLong(words.get(IO_WAIT));
    all = words.stream().skip(1).mapToLong(Long::parseLong).sum();
  }
}
