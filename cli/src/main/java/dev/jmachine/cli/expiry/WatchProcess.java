package dev.jmachine.cli.expiry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.lifecycle.Expiries;
import dev.jmachine.core.lifecycle.ExpiryWatch;
import dev.jmachine.core.machine.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One shell process for each machine with an expiry ({@code watch.sh}): in a session of its own, so
 * that neither Ctrl-C nor the end of a terminal reaches it. It counts on a monotonic clock and then
 * runs {@code jmachine expire-machine}. A computer that is switched off ends it; then {@code
 * jmachine gc} does its work.
 */
public final class WatchProcess implements ExpiryWatch {
  /** Name of the command that it runs. */
  public static final String COMMAND = "expire-machine";

  private static final String SCRIPT = "watch.sh";

  /**
   * Starts what it is given with its own standard input, says its number and ends. A child of ours
   * that lives on would delay our end by 0.3 s, see {@link dev.jmachine.cli.DetachedProgram}.
   */
  private static final List<String> LEAVING =
      List.of("sh", "-c", "exec 3<&0; \"$@\" <&3 3<&- >/dev/null 2>&1 & echo $!", "sh");

  /** Option of the command: its machine is one of the pool. */
  public static final String POOL = "--pool";

  private final Caller caller;
  private final Path storeFolder;
  private final Path machinesIn;
  private final List<String> command;

  /** Watches for machines of a store. */
  public WatchProcess(Caller caller, Path storeFolder) {
    this(caller, absolute(storeFolder), absolute(storeFolder), List.of(COMMAND));
  }

  private WatchProcess(Caller caller, Path storeFolder, Path machinesIn, List<String> command) {
    this.caller = caller;
    this.storeFolder = storeFolder;
    this.machinesIn = machinesIn;
    this.command = command;
  }

  private static Path absolute(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  @Override
  public ExpiryWatch ofPool(Path root) {
    return new WatchProcess(caller, storeFolder, absolute(root), List.of(COMMAND, POOL));
  }

  @Override
  public void watch(Machine machine) throws IOException {
    Instant expires = Expiries.of(machine);
    if (expires == null) {
      end(machine);
      return;
    }
    Path install = caller.install();
    if (install == null) {
      throw new IOException("jmachine was not started by its launcher");
    }
    WatchFile file = new WatchFile(folder(machine));
    long end = Uptime.seconds(caller.clock()) + left(expires).toSeconds();
    Long running = running(file);
    if (running != null) {
      file.write(running, end, expires.toString());
    } else {
      file.write(0, end, expires.toString());
      file.write(start(file, machine, install), end, expires.toString());
    }
  }

  @Override
  public void end(Machine machine) throws IOException {
    WatchFile file = new WatchFile(folder(machine));
    Long running = running(file);
    file.delete();
    // the command that it runs may be ourselves: then it is waiting for us, and ends with us
    if (running != null && !isParent(running)) {
      ProcessHandle.of(running).ifPresent(WatchProcess::endWithItsSleep);
    }
  }

  private static void endWithItsSleep(ProcessHandle watch) {
    List<ProcessHandle> children = watch.descendants().toList();
    watch.destroy();
    children.forEach(ProcessHandle::destroy);
  }

  private static boolean isParent(long pid) {
    ProcessHandle process = ProcessHandle.current();
    for (ProcessHandle p = process.parent().orElse(null); p != null; p = p.parent().orElse(null)) {
      if (p.pid() == pid) {
        return true;
      }
    }
    return false;
  }

  private Duration left(Instant expires) {
    Duration left = Duration.between(caller.clock().instant(), expires);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The watch's number where it is alive; its arguments tell it from a later process. */
  private static @Nullable Long running(WatchFile file) throws IOException {
    Long pid = file.pid();
    return pid != null && Commands.of(pid).contains(file.path().toString()) ? pid : null;
  }

  private long start(WatchFile file, Machine machine, Path install) throws IOException {
    List<String> words = new ArrayList<>(LEAVING);
    words.addAll(Commands.detached(caller));
    words.addAll(List.of("sh", "-s", "--", file.path().toString()));
    words.add(install.resolve("bin/jmachine").toString());
    words.addAll(List.of("--storage-path", storeFolder.toString()));
    words.addAll(command);
    words.addAll(List.of(machine.name(), machine.uid()));
    // in the machine's folder, with which it goes where we are killed
    Path script = Files.createTempFile(file.path().toAbsolutePath().getParent(), "watch", ".sh");
    try {
      Files.write(script, script());
      Process process =
          new ProcessBuilder(words)
              .directory(Path.of("/").toFile())
              .redirectInput(script.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return number(process);
    } finally {
      Files.delete(script); // it is open where it is read
    }
  }

  private static long number(Process process) throws IOException {
    try (InputStream number = process.getInputStream()) {
      return Long.parseLong(new String(number.readAllBytes(), UTF_8).strip());
    } catch (NumberFormatException e) {
      throw new IOException("sh does not start a process", e);
    }
  }

  private static byte[] script() throws IOException {
    try (InputStream in = WatchProcess.class.getResourceAsStream(SCRIPT)) {
      return Objects.requireNonNull(in, SCRIPT).readAllBytes();
    }
  }

  private Path folder(Machine machine) throws IOException {
    Path folder = machinesIn.resolve("machines").resolve(machine.name());
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    return folder;
  }
}
