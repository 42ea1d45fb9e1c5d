package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.ssh.ConnectionLost;
import dev.jmachine.bootstrap.ssh.LoginRefused;
import dev.jmachine.bootstrap.ssh.RemoteShell;
import dev.jmachine.bootstrap.ssh.RootRefused;
import dev.jmachine.bootstrap.ssh.Script;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The way to one machine's host: one SSH connection, opened again only when it broke. Every script
 * may be run twice, so a script whose connection was lost is simply run again.
 */
final class HostLink implements AutoCloseable {
  /** A host that boots is asked with real logins; not too many, for sshd counts failed ones. */
  private static final Backoff LOGINS =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5), true);

  /**
   * How often a host that knows itself may refuse us before it is final: keys come late at a boot.
   */
  private static final int REFUSALS = 2;

  /** How many connections one script may use up before the host is not worth another. */
  private static final int CONNECTIONS = 10;

  private final BootstrapContext context;
  private final Machine machine;
  private final ReentrantLock lock = new ReentrantLock();
  private RemoteShell shell;

  private HostLink(BootstrapContext context, Machine machine, RemoteShell shell) {
    this.context = context;
    this.machine = machine;
    this.shell = shell;
  }

  /**
   * Waits until the host takes a login.
   *
   * @param waiting told what it waits for
   */
  static HostLink open(
      BootstrapContext context, Machine machine, Deadline deadline, Consumer<String> waiting)
      throws InterruptedException {
    RemoteShell shell = login(context, machine, endpoint(machine), deadline, waiting);
    return new HostLink(context, machine, shell);
  }

  /** Tries one login. */
  static HostLink openOnce(BootstrapContext context, Machine machine, Deadline deadline)
      throws InterruptedException {
    SshEndpoint endpoint = endpoint(machine);
    try {
      return new HostLink(context, machine, context.connector().connect(endpoint, deadline));
    } catch (IOException e) {
      throw Failures.of(e, machine, endpoint);
    }
  }

  RemoteShell shell() {
    return current();
  }

  /** The endpoint with the key that the host showed. */
  SshEndpoint pinnedEndpoint() {
    return current().pinnedEndpoint();
  }

  void prepare(int shells) {
    current().prepare(shells);
  }

  /**
   * Runs a script as root and returns what it gave, success or not.
   *
   * @param log receives its log lines
   */
  ScriptResult run(Script script, Deadline deadline, Consumer<String> log)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      RemoteShell used = current();
      try {
        return used.run(script, deadline, log);
      } catch (ConnectionLost e) {
        if (attempt == CONNECTIONS) {
          throw e;
        }
        log.accept(e.getMessage() + "; connecting again");
        replace(used, deadline, log);
      } catch (RootRefused e) {
        throw Failures.of(e, machine, used.pinnedEndpoint());
      }
    }
  }

  private RemoteShell current() {
    lock.lock();
    try {
      return shell;
    } finally {
      lock.unlock();
    }
  }

  /** Several scripts may find the same connection broken: one of them opens the next. */
  private void replace(RemoteShell broken, Deadline deadline, Consumer<String> log)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (shell == broken) {
        SshEndpoint pinned = broken.pinnedEndpoint();
        broken.close();
        shell = login(context, machine, pinned, deadline, log);
      }
    } finally {
      lock.unlock();
    }
  }

  private static SshEndpoint endpoint(Machine machine) {
    SshEndpoint ssh = machine.requireAccess().ssh();
    if (ssh == null) {
      throw Failures.noLogin(machine);
    }
    return ssh;
  }

  private static RemoteShell login(
      BootstrapContext context,
      Machine machine,
      SshEndpoint endpoint,
      Deadline deadline,
      Consumer<String> waiting)
      throws InterruptedException {
    AtomicInteger refusals = new AtomicInteger();
    return Await.with(context.pause(), LOGINS)
        .reporting(waiting)
        .until(
            "SSH on " + endpoint.host() + " port " + endpoint.port(),
            deadline,
            () -> tryLogin(context, machine, endpoint, deadline, refusals));
  }

  private static Attempt<RemoteShell> tryLogin(
      BootstrapContext context,
      Machine machine,
      SshEndpoint endpoint,
      Deadline deadline,
      AtomicInteger refusals)
      throws InterruptedException {
    try {
      return Attempt.ready(context.connector().connect(endpoint, deadline));
    } catch (LoginRefused e) {
      if (refusals.incrementAndGet() >= REFUSALS) {
        throw Failures.of(e, machine, endpoint);
      }
      return Attempt.notYet(Failures.words(e));
    } catch (IOException e) {
      if (Failures.isFinal(e) || e instanceof UnknownHostException) {
        throw Failures.of(e, machine, endpoint);
      }
      return Attempt.notYet(Failures.words(e));
    }
  }

  @Override
  public void close() {
    current().close();
  }
}
