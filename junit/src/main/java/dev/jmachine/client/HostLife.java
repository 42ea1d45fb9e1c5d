package dev.jmachine.client;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What ends a host: its close, a failed or interrupted creation, or the end of this JVM (also by
 * SIGINT and SIGTERM). Only SIGKILL is left to the ttl.
 */
final class HostLife implements AutoCloseable {
  /** Ctrl-C reaches the create as well, and a second signal would cut its taking back short. */
  private static final int OWN_END_SECONDS = 2;

  private final Program program;
  private final String name;
  private final Program.Running creation;
  private final JvmEnd jvmEnd = new JvmEnd("jmachine-host-end", this::jvmEnds);
  private final ReentrantLock lock = new ReentrantLock();
  private boolean ended;

  private HostLife(Program program, String name, Program.Running creation) {
    this.program = program;
    this.name = name;
    this.creation = creation;
  }

  /** Starts the creation. */
  static HostLife begin(Program program, String name, List<String> words) {
    HostLife life = new HostLife(program, name, program.start(words));
    try {
      life.jvmEnd.watch();
    } catch (HostException e) {
      life.creation.end();
      throw e;
    }
    return life;
  }

  /** What makes the host's object once the machine is there. */
  interface Birth {
    Host host() throws InterruptedException;
  }

  /** Waits for the creation. */
  Host born(Birth birth) throws InterruptedException {
    ExecResult result;
    try {
      result = creation.await();
    } catch (InterruptedException e) {
      closeAfter(e); // it took back what it made, unless it was just through
      throw e;
    }
    if (result.exitCode() != 0) {
      over();
      throw Program.failure(List.of("create", name), result);
    }
    try {
      return birth.host();
    } catch (InterruptedException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  private void closeAfter(Exception first) {
    try {
      close();
    } catch (HostException left) {
      first.addSuppressed(left);
    }
  }

  /**
   * Removes the machine; a second time does nothing.
   *
   * @throws HostException where it cannot be removed; the JVM's end tries again
   */
  @Override
  public void close() {
    lock.lock();
    try {
      if (!ended) {
        Patience.whileInterrupted(this::remove);
        over();
      }
    } finally {
      lock.unlock();
    }
  }

  /** One that the user removed by hand is as good. */
  private void remove() throws InterruptedException {
    ExecResult result = program.run(removal());
    if (result.exitCode() != 0 && isThere(program, name)) {
      throw Program.failure(removal(), result);
    }
  }

  /** Whether there is a machine of that name, in whatever state. */
  static boolean isThere(Program program, String name) throws InterruptedException {
    return program.run(List.of("inspect", name)).exitCode() == 0;
  }

  private List<String> removal() {
    return List.of("rm", "-y", name);
  }

  private void over() {
    ended = true;
    jvmEnd.over();
  }

  private void jvmEnds() {
    Process process = creation.process();
    if (process.isAlive()) {
      Patience.whileInterrupted(() -> process.waitFor(OWN_END_SECONDS, TimeUnit.SECONDS));
      creation.end();
    }
    try {
      close();
    } catch (HostException e) {
      System.getLogger("dev.jmachine").log(System.Logger.Level.ERROR, e.getMessage());
    }
  }
}
