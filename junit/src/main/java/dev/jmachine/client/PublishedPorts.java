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
  private final Program program;
  private final String name;
  private final SshConnection ssh;
  private final boolean stays;
  private final JvmEnd jvmEnd = new JvmEnd("jmachine-forward-end", this::close);
  private final Set<Integer> begun = new TreeSet<>();
  private final Set<Integer> open = new TreeSet<>();
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

  /** Prepares what the first forward needs, as far as it can be done in the background. */
  void prepare() {
    Thread thread = new Thread(this::tryToPrepare, "jmachine-ports");
    thread.setDaemon(true);
    thread.start();
  }

  private void tryToPrepare() {
    try {
      if (!isByDriver()) {
        ssh.openAhead();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void forward(Collection<Integer> ports) throws InterruptedException {
    if (!isByDriver()) {
      for (int port : ports) {
        ssh.forward(LoopbackAddress.of(name), port);
      }
      return;
    }
    Set<Integer> wanted = new TreeSet<>(ports);
    wanted.removeAll(open);
    if (!wanted.isEmpty()) {
      if (stays && begun.isEmpty()) {
        jvmEnd.watch();
      }
      begun.addAll(wanted); // of several, those before one that fails are open
      program.ok(words(List.of(), wanted));
      open.addAll(wanted);
    }
  }

  /** A driver that can lists what is open; a program that is older has no such command. */
  private synchronized boolean isByDriver() throws InterruptedException {
    if (driver == null) {
      driver = program.run(List.of("forward", name)).exitCode() == 0;
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

  @Override
  public synchronized void close() {
    if (stays && !begun.isEmpty()) {
      Patience.whileInterrupted(() -> program.run(words(List.of("--close"), begun)));
      begun.clear();
      open.clear();
      jvmEnd.over();
    }
  }
}
