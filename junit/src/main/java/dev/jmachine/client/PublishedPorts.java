package dev.jmachine.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Ports that containers of a host publish, made to answer here: by the driver where it forwards
 * ports ({@code jmachine forward}), else through SSH. The driver's way spares a translated guest
 * the handshake of SSH beside the start of a container (bench/junit).
 */
final class PublishedPorts implements AutoCloseable {
  /** docs/errors-and-exit-codes.md: the command, or this use of it, is not known. */
  private static final int USAGE = 2;

  private final Program program;
  private final String name;
  private final SshConnection ssh;
  private final boolean stays;
  private final JvmEnd jvmEnd = new JvmEnd("jmachine-forward-end", this::close);
  private final Set<Integer> begun = new TreeSet<>();
  private @Nullable Boolean driver;

  /**
   * None yet.
   *
   * @param stays whether the host outlives this object: then its forwards are closed with it
   */
  PublishedPorts(Program program, String name, SshConnection ssh, boolean stays) {
    this.program = program;
    this.name = name;
    this.ssh = ssh;
    this.stays = stays;
  }

  /** Does in the background what the first forward would wait for. */
  void prepare() {
    Background.run("jmachine-ports", this::prepareNow);
  }

  private void prepareNow() throws InterruptedException {
    if (!isByDriver()) {
      ssh.openUnlessClosed();
    }
  }

  /**
   * Ports that are forwarded already are forwarded again: the machine may have been started anew.
   */
  synchronized void forward(Collection<Integer> ports) throws InterruptedException {
    if (ports.isEmpty()) {
      return;
    }
    if (!isByDriver()) {
      for (int port : ports) {
        ssh.forward(LoopbackAddress.of(name), port);
      }
      return;
    }
    if (stays && begun.isEmpty()) {
      jvmEnd.watch();
    }
    begun.addAll(ports); // of several, those before one that fails are open
    program.ok(words(List.of(), new TreeSet<>(ports)));
  }

  /**
   * A driver that can lists what is open; a program that is older has no such command. Any other
   * failure says nothing of the next time.
   */
  private synchronized boolean isByDriver() throws InterruptedException {
    if (driver == null) {
      int code = program.run(List.of("forward", name)).exitCode();
      if (code != 0 && code != USAGE) {
        return false;
      }
      driver = code == 0;
    }
    return driver;
  }

  private List<String> words(List<String> options, Set<Integer> ports) {
    List<String> words = new ArrayList<>(List.of("forward"));
    words.addAll(options);
    words.add(name);
    String address = LoopbackAddress.of(name);
    ports.forEach(port -> words.add(address + ":" + port + ":" + port));
    return words;
  }

  /** One that is removed takes them with it. */
  @Override
  public void close() {
    if (stays) {
      closeAll();
    }
  }

  private synchronized void closeAll() {
    if (!begun.isEmpty()) {
      Patience.whileInterrupted(() -> program.run(words(List.of("--close"), begun)));
      begun.clear();
      jvmEnd.over();
    }
  }
}
