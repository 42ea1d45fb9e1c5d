package dev.jmachine.driver.qemu.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.testkit.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VmProcessTest {
  /** Processes that are there by decree. */
  private static final class FakeProcesses implements ProcessTable {
    private final Map<Long, String> started = new HashMap<>();
    private final Map<Long, List<String>> arguments = new HashMap<>();

    private boolean endsWhenSeen;

    @Override
    public Optional<String> started(long pid) {
      Optional<String> seen = Optional.ofNullable(started.get(pid));
      if (endsWhenSeen) {
        started.remove(pid);
      }
      return seen;
    }

    @Override
    public List<String> arguments(long pid) {
      return arguments.getOrDefault(pid, List.of());
    }

    @Override
    public List<Long> all() {
      return List.copyOf(started.keySet());
    }

    @Override
    public void end(long pid, boolean forcibly) {
      started.remove(pid);
    }
  }

  @TempDir Path folder;
  private final FakeProcesses processes = new FakeProcesses();
  private final FakeTime time = FakeTime.start();
  private VmFiles files;
  private VmProcess process;

  @BeforeEach
  void setUp() {
    files = new VmFiles(folder, folder);
    process = new VmProcess(files, "u-1", new VmHost(processes, HostPorts.system(), time, time));
  }

  @Test
  void withoutAnyFileNothingRuns() throws Exception {
    assertThat(process.pid()).isEmpty();
    assertThat(process.observe()).isEqualTo(new Observed.Seen(MachineState.STOPPED, null));
  }

  @Test
  void aPidWithTheNotedStartIsTheProcess() throws IOException {
    processes.started.put(42L, "boot/100");
    new VmStore(files).save(new ProcessMark(42, "boot/100"));
    assertThat(process.pid()).contains(42L);
  }

  @Test
  void aPidThatWasGivenToAnotherProcessIsNotOurs() throws Exception {
    processes.started.put(42L, "boot/200");
    processes.arguments.put(42L, List.of("sleep", "100"));
    Files.writeString(files.pidFile(), "42\n");
    new VmStore(files).save(new ProcessMark(42, "boot/100"));
    assertThat(process.pid()).isEmpty();
    assertThat(process.observe()).isEqualTo(new Observed.Seen(MachineState.STOPPED, null));
    process.end(true);
    assertThat(processes.started).containsKey(42L);
  }

  @Test
  void afterARebootOfTheHostNothingRuns() throws IOException {
    processes.started.put(42L, "otherboot/100");
    new VmStore(files).save(new ProcessMark(42, "boot/100"));
    assertThat(process.pid()).isEmpty();
  }

  @Test
  void aProcessWhoseStartWasNeverNotedIsKnownByItsArguments() throws IOException {
    processes.started.put(42L, "boot/100");
    processes.arguments.put(
        42L, List.of("qemu", "-uuid", "u-1", "-pidfile", files.pidFile().toString()));
    Files.writeString(files.pidFile(), "42\n");
    assertThat(process.pid()).contains(42L);
    assertThat(new VmStore(files).process()).contains(new ProcessMark(42, "boot/100"));
  }

  /** rm waited five seconds for such a one, and then said that it could not be ended. */
  @Test
  void aProcessThatEndsWhileItIsLookedAtIsNotWaitedFor() throws Exception {
    processes.started.put(42L, "boot/100");
    new VmStore(files).save(new ProcessMark(42, "boot/100"));
    processes.endsWhenSeen = true;

    assertThat(process.awaitEnd(Deadline.in(Duration.ofSeconds(5), time))).isTrue();

    assertThat(time.passed()).isZero();
    assertThat(process.pid()).isEmpty();
  }

  @Test
  void aProcessThatDoesNotAnswerIsUnreachableAndNotStopped() throws Exception {
    processes.started.put(42L, "boot/100");
    new VmStore(files).save(new ProcessMark(42, "boot/100"));
    assertThat(process.observe()).isInstanceOf(Observed.Unreachable.class);
  }

  @Test
  void statesOfQemuAreStatesOfAMachine() {
    assertThat(VmProcess.stateOf("running")).isEqualTo(MachineState.RUNNING);
    assertThat(VmProcess.stateOf("paused")).isEqualTo(MachineState.PAUSED);
    assertThat(VmProcess.stateOf("io-error")).isEqualTo(MachineState.PAUSED);
    assertThat(VmProcess.stateOf("inmigrate")).isEqualTo(MachineState.STARTING);
    assertThat(VmProcess.stateOf("shutdown")).isEqualTo(MachineState.STOPPING);
  }

  @Test
  void ourOwnProcessHasAStartOnThisComputer() {
    ProcessTable table = ProcessTable.system();
    long self = ProcessHandle.current().pid();
    assertThat(table.started(self)).isPresent().isEqualTo(table.started(self));
    assertThat(table.arguments(self)).isNotEmpty();
    assertThat(table.started(Integer.MAX_VALUE)).isEmpty();
  }
}
