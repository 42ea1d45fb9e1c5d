package dev.jmachine.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.FaultCase;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power fails between any two calls to the disk, and what was not forced may be gone. */
class PowerCutTest {
  private static final MachineName WEB = new MachineName("web-1");
  private static final String ABSENT = "absent";

  @TempDir Path home;
  private final PowerCut disk = new PowerCut();
  private Path root;
  private MachineStore store;
  private int states;

  @BeforeEach
  void setUp() {
    root = home.resolve("store").toAbsolutePath();
    store = MachineStore.at(root, Clock.systemUTC(), Ticker.system(), Pause.system(), disk);
  }

  @Test
  void aFirstRecordIsThereWholeOrTheNameIsFree() throws Exception {
    try (MachineLock lock = store.reserve(WEB, "create")) {
      store.save(lock, Examples.reserved("web-1"));
    }

    assertThat(seenAfter(0)).containsExactlyInAnyOrder(ABSENT, "CREATING null");
    assertThat(seenAtTheEnd()).as("what was saved is there").containsExactly("CREATING null");
  }

  @Test
  @FaultCase(
      id = "F27",
      sees =
          "the record is the old one or the new one, whole, whatever was lost of what "
              + "was not yet forced")
  void aLaterRecordIsTheOldOneOrTheNewOne() throws Exception {
    try (MachineLock lock = store.reserve(WEB, "create")) {
      Machine machine = Examples.reserved("web-1");
      store.save(lock, machine);
      store.save(lock, machine.withStep("a"));
      int before = disk.calls();
      store.save(lock, machine.withStep("b"));

      assertThat(seenAfter(before)).containsExactlyInAnyOrder("CREATING a", "CREATING b");
    }
    assertThat(seenAtTheEnd()).containsExactly("CREATING b");
  }

  @Test
  void thePreviousRecordIsWholeAtEveryMoment() throws Exception {
    try (MachineLock lock = store.reserve(WEB, "create")) {
      Machine machine = Examples.reserved("web-1");
      store.save(lock, machine);
      store.save(lock, machine.withStep("a"));
      int before = disk.calls();
      store.save(lock, machine.withStep("b"));

      for (int after = before; after <= disk.calls(); after++) {
        disk.each(after, root, home.resolve("prev"), PowerCutTest::requirePrevious);
      }
    }
  }

  @Test
  @FaultCase(
      id = "F27",
      sees = "a machine that was being removed is there with its record, or gone")
  void aRemovedMachineIsThereWithItsRecordOrGone() throws Exception {
    try (MachineLock lock = store.reserve(WEB, "create")) {
      store.save(lock, Examples.reserved("web-1"));
      store.save(lock, Examples.reserved("web-1").withPhase(Phase.REMOVING));
      Path key = store.machineFolder(WEB).resolve("key.pem");
      disk.write(key, new byte[] {1});
      disk.force(key);
      disk.forceFolder(store.machineFolder(WEB));
      int before = disk.calls();
      store.delete(lock);

      assertThat(seenAfter(before)).containsExactlyInAnyOrder("REMOVING null", ABSENT);
    }
    assertThat(seenAtTheEnd()).containsExactly(ABSENT);
    assertThat(states).as("states looked at").isGreaterThan(30);
  }

  private Set<String> seenAfter(int first) throws IOException {
    Set<String> seen = new TreeSet<>();
    for (int after = first; after <= disk.calls(); after++) {
      disk.each(after, root, home.resolve("cut"), state -> seen.add(record(state)));
    }
    return seen;
  }

  private Set<String> seenAtTheEnd() throws IOException {
    Set<String> seen = new TreeSet<>();
    disk.each(disk.calls(), root, home.resolve("end"), state -> seen.add(record(state)));
    return seen;
  }

  /** As the next command finds it; a damaged record is a failure with its reason. */
  private String record(Path state) {
    states++;
    MachineStore after = MachineStore.at(state, Clock.systemUTC());
    try {
      if (!after.exists(WEB)) {
        assertThat(after.list()).isEmpty();
        after.reserve(WEB, "create").close();
        return ABSENT;
      }
      Machine machine = after.load(WEB);
      return machine.phase() + " " + machine.step();
    } catch (MachineFailure damaged) {
      return String.valueOf(damaged.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void requirePrevious(Path state) {
    Path folder = state.resolve("machines/web-1");
    try {
      Path previous = folder.resolve("machine.json.prev");
      assertThat(MachineJson.read(Files.readAllBytes(previous), new RecordReader()).name())
          .isEqualTo("web-1");
    } catch (IOException | UnusableRecordException e) {
      throw new AssertionError(state.toString(), e);
    }
  }
}
