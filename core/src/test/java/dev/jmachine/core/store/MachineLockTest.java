package dev.jmachine.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.time.Pause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineLockTest {
  private static final MachineName WEB = new MachineName("web-1");

  @TempDir Path home;
  private final AtomicLong nanos = new AtomicLong();
  private MachineStore store;

  @BeforeEach
  void setUp() throws Exception {
    store = store(length -> nanos.addAndGet(length.toNanos()));
    try (MachineLock lock = store.reserve(WEB, "create")) {
      store.save(lock, Examples.reserved("web-1"));
    }
  }

  /** Another store object on the same folder, for which waiting costs no time. */
  private MachineStore store(Pause pause) {
    return MachineStore.at(home.resolve("store"), Clock.systemUTC(), nanos::get, pause);
  }

  /** One that waits for ever, since its time does not pass. */
  private MachineStore patientStore() {
    return MachineStore.at(
        home.resolve("store"), Clock.systemUTC(), () -> 0, length -> Thread.onSpinWait());
  }

  @Test
  void aSecondThreadsWaitIsBounded() throws Exception {
    try (MachineLock lock = store.lock(WEB, "start")) {
      MachineStore other = store(length -> nanos.addAndGet(length.toNanos()));
      assertThatThrownBy(() -> other.lock(lock.name(), "stop"))
          .isInstanceOfSatisfying(
              MachineFailure.class,
              failure -> {
                assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
                assertThat(failure.getMessage())
                    .isEqualTo(
                        "machine \"web-1\" is in use: another thread of this process uses it");
              });
    }
    assertThat(Duration.ofNanos(nanos.get()))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
  }

  @Test
  void whoWaitsGetsTheLockWhenItsHolderCloses() throws Exception {
    MachineLock first = store.lock(WEB, "start");
    MachineStore waiting = store(length -> first.close());
    try (MachineLock second = waiting.lock(WEB, "stop")) {
      waiting.save(second, Examples.full("web-1"));
    }
    assertThat(store.load(WEB)).isEqualTo(Examples.full("web-1"));
  }

  @Test
  void aMachineRemovedWhileWaitingIsNotFound() throws Exception {
    MachineLock first = store.lock(WEB, "rm");
    MachineStore waiting =
        store(
            length -> {
              try {
                store.delete(first);
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              first.close();
            });
    assertThatThrownBy(() -> waiting.lock(WEB, "stop"))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND));
    assertThat(home.resolve("store/locks")).isEmptyDirectory();
  }

  @Test
  void waitingEndsWhenInterrupted() throws Exception {
    try (MachineLock lock = store.lock(WEB, "start")) {
      MachineStore other =
          store(
              length -> {
                throw new InterruptedException("as a sleep does");
              });
      assertThatThrownBy(() -> other.lock(lock.name(), "stop"))
          .isInstanceOf(InterruptedException.class);
    }
    store.lock(WEB, "again").close();
  }

  @Test
  void theLockFileSaysWhoHoldsIt() throws Exception {
    try (MachineLock lock = store.lock(WEB, "start")) {
      List<String> lines =
          Files.readString(home.resolve("store/locks/web-1.lock")).lines().toList();
      assertThat(lines.get(0)).isEqualTo(Long.toString(ProcessHandle.current().pid()));
      assertThat(lines.get(2)).isEqualTo("start");
      assertThat(lines).hasSize(4);
      assertThat(lock.name()).isEqualTo(WEB);
    }
  }

  @Test
  void whatADeadHolderLeftInTheLockFileDoesNotMatter() throws Exception {
    Path file = home.resolve("store/locks/web-1.lock");
    Files.writeString(
        file, "999999\nelsewhere\nan-older-and-much-longer-verb\n2020-01-01T00:00:00Z\n");
    try (MachineLock lock = store.lock(WEB, "rm")) {
      assertThat(Files.readString(file)).doesNotContain("elsewhere").contains("rm");
      assertThat(lock.name()).isEqualTo(WEB);
    }
  }

  @Test
  void twentyThreadsAreInsideOneAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    List<Callable<Integer>> visits = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      visits.add(
          () -> {
            MachineStore own = patientStore();
            try (MachineLock lock = own.lock(WEB, "visit")) {
              int others = inside.getAndIncrement();
              own.save(lock, Examples.full("web-1"));
              inside.decrementAndGet();
              return others;
            }
          });
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var visit : executor.invokeAll(visits)) {
        assertThat(visit.get()).isZero();
      }
    }
  }
}
