package dev.jmachine.cli.signal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What SIGINT, SIGTERM and SIGHUP do to a command that takes time: the first one interrupts its
 * thread, which rolls back; the second one ends the process at once, and the record that stays can
 * be removed later.
 */
public final class Cancellation {
  /** 128 and the number of SIGINT, as a shell gives it. */
  public static final int EXIT_CODE = 130;

  private final AtomicInteger signals = new AtomicInteger();
  private final Thread command;
  private final Runnable onFirst;
  private final Runnable onSecond;

  /**
   * A cancellation.
   *
   * @param command the thread that runs the command
   * @param onFirst tells the user what happens now
   * @param onSecond ends the process
   */
  Cancellation(Thread command, Runnable onFirst, Runnable onSecond) {
    this.command = command;
    this.onFirst = onFirst;
    this.onSecond = onSecond;
  }

  /**
   * Installs the handlers for the current thread.
   *
   * @param interruptible whether SIGINT counts; where the quick JVM handed the command over it does
   *     not, since that JVM, which the terminal signals as well, turns it into SIGTERM
   */
  public static void install(Runnable onFirst, boolean interruptible) {
    Cancellation cancellation =
        new Cancellation(
            Thread.currentThread(), onFirst, () -> Runtime.getRuntime().halt(EXIT_CODE));
    Signals.handle("TERM", cancellation::signalled);
    Signals.handle("HUP", cancellation::signalled);
    Signals.handle("INT", interruptible ? cancellation::signalled : () -> {});
  }

  void signalled() {
    if (signals.incrementAndGet() > 1) {
      onSecond.run();
      return;
    }
    onFirst.run();
    command.interrupt();
  }
}
