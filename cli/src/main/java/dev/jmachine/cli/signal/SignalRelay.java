package dev.jmachine.cli.signal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Signals of a command that makes something, runs another program and takes away again what it
 * made. Before the program runs the first signal interrupts, as {@link Cancellation} does; while it
 * runs each is passed on as it is; afterwards the first is only told, so that the taking away ends.
 * A second one before or afterwards ends the process at once.
 *
 * <p>A terminal sends SIGINT to the program as well, so that one is not passed on then.
 */
public final class SignalRelay {
  private static final List<String> PASSED = List.of("INT", "TERM", "HUP");

  private final boolean terminal;
  private final Runnable interrupt;
  private final Runnable leave;
  private final AtomicInteger signals = new AtomicInteger();
  private volatile @Nullable Process program;
  private volatile Runnable first;

  /**
   * A relay.
   *
   * @param terminal whether we have a terminal, which signals the program itself
   * @param interrupt what the first signal does before the program runs
   * @param leave ends the process
   */
  SignalRelay(boolean terminal, Runnable interrupt, Runnable leave) {
    this.terminal = terminal;
    this.interrupt = interrupt;
    this.first = interrupt;
    this.leave = leave;
  }

  /**
   * Installs the handlers; the current thread is the one to interrupt.
   *
   * @param onInterrupt tells the user what happens now
   */
  public static SignalRelay install(boolean terminal, Runnable onInterrupt) {
    Thread command = Thread.currentThread();
    SignalRelay relay =
        new SignalRelay(
            terminal,
            () -> {
              onInterrupt.run();
              command.interrupt();
            },
            () -> Runtime.getRuntime().halt(Cancellation.EXIT_CODE));
    for (String signal : PASSED) {
      Signals.handle(signal, () -> relay.signalled(signal));
    }
    return relay;
  }

  /** Waits for a program that has just been started, to which signals go from now on. */
  public int awaitEnd(Process started) throws InterruptedException {
    program = started;
    try {
      return started.waitFor();
    } finally {
      program = null;
    }
  }

  /** From now on the first signal does not interrupt any more. */
  public void finish(Runnable onFirst) {
    signals.set(0);
    first = onFirst;
  }

  /** Whether signals go to a program now. */
  boolean isPassing() {
    return program != null;
  }

  void signalled(String name) {
    Process running = program;
    if (running != null) {
      if (!terminal || !name.equals("INT")) {
        send(name, running.pid());
      }
    } else if (signals.incrementAndGet() > 1) {
      leave.run();
    } else {
      first.run();
    }
  }

  /** By the shell: the JDK can send SIGTERM and SIGKILL alone. */
  private void send(String name, long pid) {
    try {
      new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", name, String.valueOf(pid))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      interrupt.run();
    }
  }
}
