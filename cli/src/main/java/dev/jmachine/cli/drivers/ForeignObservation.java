package dev.jmachine.cli.drivers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Asks a driver that has a JVM of its own about machines, for {@code ls}. */
public final class ForeignObservation {
  /** Name of the command that the other JVM runs. */
  public static final String COMMAND = "observe-machines";

  private final ForeignDriver driver;
  private final Path storeFolder;

  public ForeignObservation(ForeignDriver driver, Path storeFolder) {
    this.driver = driver;
    this.storeFolder = storeFolder;
  }

  /**
   * Asks about machines of the driver.
   *
   * @return an answer for each machine; TimedOut for all where the JVM is not done by the deadline
   * @throws MachineFailure UNAVAILABLE where the JVM fails, in its own words
   */
  public Map<MachineName, Observed> observe(List<Machine> machines, Deadline deadline)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(HandOver.command(driver, arguments(deadline), List.of())).start();
    try {
      FutureTask<Map<MachineName, Observed>> answers =
          new FutureTask<>(() -> talk(process, machines));
      Thread.ofVirtual().name("observe-" + driver.name()).start(answers);
      return answers.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Map.of(); // what has no answer is shown as timed out
    } catch (ExecutionException e) {
      throw failed(String.valueOf(e.getCause()));
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> arguments(Deadline deadline) {
    long seconds = Math.max(1, deadline.left().toSeconds());
    return List.of(
        "--storage-path", storeFolder.toString(), COMMAND, "--timeout", Long.toString(seconds));
  }

  private Map<MachineName, Observed> talk(Process process, List<Machine> machines)
      throws IOException, InterruptedException {
    try (var input = process.getOutputStream()) {
      String names =
          machines.stream().map(Machine::name).collect(Collectors.joining("\n", "", "\n"));
      input.write(names.getBytes(UTF_8));
    }
    Map<MachineName, Observed> answers = new HashMap<>();
    try (var lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ObservedLines.read(line, answers);
      }
    }
    if (process.waitFor() != 0) {
      throw failed(new String(process.getErrorStream().readAllBytes(), UTF_8).strip());
    }
    return answers;
  }

  private MachineFailure failed(String reason) {
    return MachineFailure.of(FailureKind.UNAVAILABLE, "driver " + driver.name() + " failed")
        .because(reason);
  }
}
