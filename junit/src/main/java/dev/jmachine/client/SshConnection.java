package dev.jmachine.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One SSH connection for all commands and forwards: OpenSSH's ControlMaster (ssh_config(5)) behind
 * {@code jmachine ssh}, which brings the identity and the pinned host key. Opened by the first use.
 */
final class SshConnection implements AutoCloseable {
  private static final String ALIVE = "ServerAliveInterval=15";

  private final Program program;
  private final String name;
  private final Set<Integer> forwarded = new HashSet<>();
  private final JvmEnd jvmEnd = new JvmEnd("jmachine-ssh-end", this::close);
  private @Nullable Path folder;
  private boolean closed;

  SshConnection(Program program, String name) {
    this.program = program;
    this.name = name;
  }

  /** Runs {@code jmachine ssh NAME} with these words over the connection. */
  ExecResult run(List<String> words) throws InterruptedException {
    return program.run(line(socket(), words));
  }

  synchronized void forward(String address, int port) throws InterruptedException {
    if (forwarded.contains(port)) {
      return;
    }
    String rule = address + ":" + port + ":127.0.0.1:" + port;
    ExecResult result = run(List.of("-O", "forward", "-L", rule));
    if (result.exitCode() != 0) {
      throw new HostException(
          "cannot make port "
              + port
              + " of "
              + name
              + " answer at "
              + address
              + "\n"
              + result.err());
    }
    forwarded.add(port);
  }

  /** In the background; a failure is left to the first use, which tries again. */
  void openAhead() {
    Background.run("jmachine-ssh", this::openUnlessClosed);
  }

  /** Ahead of its first use, which may never come: the host may be closed already. */
  synchronized void openUnlessClosed() throws InterruptedException {
    if (!closed) {
      socket();
    }
  }

  private synchronized Path socket() throws InterruptedException {
    if (folder == null) {
      jvmEnd.watch(); // the machine may stay, this connection may not
      folder = temporary();
      try {
        open(socket(folder));
      } catch (HostException | InterruptedException e) {
        close();
        throw e;
      }
    }
    return socket(folder);
  }

  /** In the background as soon as it is logged in. */
  private void open(Path control) throws InterruptedException {
    program.ok(line(control, List.of("-M", "-f", "-N", "-o", "ControlPersist=yes", "-o", ALIVE)));
  }

  /** Short: a socket's path has at most 104 bytes on some systems, of which ssh takes 17. */
  private static Path temporary() {
    try {
      return Files.createTempDirectory("jm");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path socket(Path folder) {
    return folder.resolve("s");
  }

  private List<String> line(Path control, List<String> words) {
    List<String> line = new ArrayList<>(List.of("ssh", name, "-S", control.toString()));
    line.addAll(words);
    return line;
  }

  /** Where the host is gone already, so is the connection. */
  @Override
  public synchronized void close() {
    closed = true;
    if (folder != null) {
      Path last = folder;
      folder = null;
      forwarded.clear();
      Patience.whileInterrupted(() -> program.run(line(socket(last), List.of("-O", "exit"))));
      delete(socket(last));
      delete(last);
      jvmEnd.over();
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
