package dev.jmachine.driver.qemu.host;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A command of the host, run to its end with no input. Its standard output and error come back as
 * one stream of lines in the C locale.
 *
 * @param argv program and arguments
 * @param environment variables added to ours
 * @param folder where it runs
 */
public record HostCommand(List<String> argv, Map<String, String> environment, Path folder) {
  private static final int KEPT_LINES = 200;
  private static final Duration GRACE = Duration.ofSeconds(30);

  public HostCommand {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
  }

  /** A command without further variables, in the root folder. */
  public static HostCommand of(String... argv) {
    return new HostCommand(List.of(argv), Map.of(), Path.of("/"));
  }

  /**
   * How it ended.
   *
   * @param exit its exit status
   * @param tail the last lines that it printed
   */
  public record Ended(int exit, List<String> tail) {
    public boolean well() {
      return exit == 0;
    }

    /** What it printed last, on one line, for a failure's cause. */
    public String lastWords() {
      return tail.isEmpty() ? "exit status " + exit : tail.getLast().strip();
    }
  }

  public Ended run() throws IOException, InterruptedException {
    return run(line -> {});
  }

  /**
   * Runs it.
   *
   * @param listener gets each line as it is printed, on another thread
   * @throws InterruptedException after the command was told to end (SIGTERM, then SIGKILL) and has
   *     ended
   */
  public Ended run(Consumer<String> listener) throws IOException, InterruptedException {
    Process process = start();
    Deque<String> tail = new ArrayDeque<>();
    Thread reader = Thread.ofVirtual().start(() -> read(process, tail, listener));
    try {
      int exit = process.waitFor();
      reader.join(Duration.ofSeconds(2));
      return new Ended(exit, kept(tail));
    } catch (InterruptedException e) {
      end(process);
      throw e;
    }
  }

  private Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.toFile());
    builder.environment().putAll(new HashMap<>(environment));
    builder.environment().put("LC_ALL", "C");
    return builder
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .start();
  }

  private static void read(Process process, Deque<String> tail, Consumer<String> listener) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(tail, line);
        listener.accept(line);
      }
    } catch (IOException | UncheckedIOException e) {
      keep(tail, "its output broke off: " + e.getMessage());
    }
  }

  private static void keep(Deque<String> tail, String line) {
    if (line.isBlank()) {
      return;
    }
    synchronized (tail) {
      tail.addLast(line);
      if (tail.size() > KEPT_LINES) {
        tail.removeFirst();
      }
    }
  }

  private static List<String> kept(Deque<String> tail) {
    synchronized (tail) {
      return List.copyOf(tail);
    }
  }

  /**
   * Asks the command and all that it started to end, as a Ctrl-C at a terminal does, and lets them
   * clean up after themselves; what is still there then, or at a second interruption, is killed.
   */
  private static void end(Process process) {
    List<ProcessHandle> family = process.descendants().toList();
    family.forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(GRACE.toSeconds(), TimeUnit.SECONDS);
      }
      for (ProcessHandle one : family) {
        one.destroyForcibly();
        awaitEnd(one);
      }
    } catch (InterruptedException again) {
      process.destroyForcibly();
      family.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitEnd(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get(GRACE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // it holds on to something in the kernel; whoever sweeps meets it again
      return;
    }
  }
}
