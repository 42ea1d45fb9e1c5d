package dev.jmachine.cli.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.TestCaller;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real shell process; jmachine is a script that notes its arguments. */
class WatchProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Path machineFolder;
  private Path ran;
  private WatchProcess watch;
  private final MachineSpec spec = new MachineSpec("fake", Map.of(), EngineOptions.defaults());

  @BeforeEach
  void setUp() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "it is looked at through /proc");
    ran = folder.resolve("ran");
    Path store = folder.resolve("store");
    machineFolder = Files.createDirectories(store.resolve("machines/dev"));
    watch = new WatchProcess(caller("echo \"$*\" >> " + ran), store);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    watch.end(machine(0));
  }

  @Test
  void atItsTimeTheMachineIsRemovedByACommandOfItsOwn() throws Exception {
    watch.watch(machine(1));
    await("the command to be run", () -> Files.exists(ran));
    await("the watch to end", () -> watching() == null);
    assertThat(Files.readString(ran))
        .isEqualTo(
            "--storage-path "
                + folder.resolve("store")
                + " expire-machine dev uid0 2026-11-23T20:00:01Z\n");
  }

  @Test
  void aMachineOfThePoolIsRemovedFromThePool() throws Exception {
    Path pool = folder.resolve("store/pool");
    Files.createDirectories(pool.resolve("machines/dev"));
    watch.ofPool(pool).watch(machine(1));
    await("the command to be run", () -> Files.exists(ran));
    assertThat(Files.readString(ran))
        .isEqualTo(
            "--storage-path "
                + folder.resolve("store")
                + " expire-machine --pool dev uid0 2026-11-23T20:00:01Z\n");
    watch.ofPool(pool).end(machine(1));
    assertThat(pool.resolve("machines/dev/watch")).doesNotExist();
  }

  @Test
  void itIsNoChildOfOursThatOurEndWouldWaitFor() throws Exception {
    watch.watch(machine(3600));
    assertThat(ProcessHandle.current().descendants().map(ProcessHandle::pid))
        .doesNotContain(java.util.Objects.requireNonNull(watching()));
  }

  @Test
  void movingTheMomentKeepsTheOneWatch() throws Exception {
    watch.watch(machine(3600));
    Long before = watching();
    watch.watch(machine(7200));
    assertThat(watching()).isNotNull().isEqualTo(before);
    assertThat(Files.readString(file())).endsWith(" 2026-11-23T22:00:00Z\n");
    assertThat(ran).doesNotExist();
  }

  @Test
  void aProcessThatIsBetweenTwoProgramsIsLookedAtAgain() throws Exception {
    int patience = 100_000;
    AtomicInteger looks = new AtomicInteger();
    Commands.Source line = () -> looks.incrementAndGet() < patience ? "" : "sh\0-s\0";
    assertThat(Commands.lineOf(line, () -> true)).isEqualTo("sh\0-s\0");
    assertThat(Commands.lineOf(() -> "", () -> false)).as("of one that has ended").isEmpty();
  }

  @Test
  void whatFailsIsTriedAgain() throws Exception {
    Path store = folder.resolve("store");
    String failing = "echo x >> " + ran + "; test $(wc -l < " + ran + ") -ge 2";
    new WatchProcess(caller(failing), store).watch(machine(0));
    await("a second run", () -> lines() == 2);
    await("the watch to end", () -> watching() == null);
  }

  @Test
  void endingTheWatchLeavesNoProcessAndNoFile() throws Exception {
    watch.watch(machine(3600));
    long pid = java.util.Objects.requireNonNull(watching());
    watch.end(machine(3600));
    await("the process to be gone", () -> Commands.of(pid).isEmpty());
    assertThat(file()).doesNotExist();
    assertThat(ran).doesNotExist();
  }

  @Test
  void aMachineThatLivesForEverIsNotWatched() throws Exception {
    watch.watch(machine(3600));
    watch.watch(machine(3600).withExpires(null));
    assertThat(file()).doesNotExist();
  }

  private Machine machine(long seconds) {
    return Machine.reserved(new MachineName("dev"), "uid0", TestCaller.NOW.toString(), spec)
        .withExpires(TestCaller.NOW.plusSeconds(seconds).toString());
  }

  private Caller caller(String script) throws Exception {
    Path install = folder.resolve("install");
    Path program = install.resolve("bin/jmachine");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    program.toFile().setExecutable(true);
    return new TestCaller(folder)
        .installed(install)
        .env("PATH", String.valueOf(System.getenv("PATH")))
        .caller();
  }

  private Path file() {
    return machineFolder.resolve("watch");
  }

  private @org.jspecify.annotations.Nullable Long watching() {
    try {
      Long pid = new WatchFile(machineFolder).pid();
      List<String> command = pid == null ? List.of() : Commands.of(pid);
      return command.contains(file().toString()) ? pid : null;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private long lines() {
    try {
      return Files.exists(ran) ? Files.readAllLines(ran).size() : 0;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void await(String what, BooleanSupplier condition) throws Exception {
    Await.with(Pause.system(), Backoff.LOCAL)
        .until(
            what,
            Deadline.in(PATIENCE, Ticker.system()),
            () -> condition.getAsBoolean() ? Attempt.ready(true) : Attempt.notYet("not yet"));
  }
}
