package dev.jmachine.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.FaultCase;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.MachineName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on one store. */
class StoreProcessesIT {
  private static final MachineName WEB = new MachineName("web-1");

  @TempDir Path home;
  private MachineStore store;
  private String root;

  @BeforeEach
  void setUp() {
    store = MachineStore.at(home.resolve("store"), Clock.systemUTC());
    root = store.root().toString();
  }

  @Test
  void twentyProcessesAreInsideOneAtATime() throws Exception {
    add();
    Path file = Files.writeString(home.resolve("number"), "0");
    List<ChildJvm> children = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      children.add(ChildJvm.start("count", root, "web-1", file.toString()));
    }
    for (ChildJvm child : children) {
      assertThat(child.rest()).doesNotContain("Exception");
    }
    assertThat(file).hasContent("200");
  }

  @Test
  @FaultCase(
      id = "F22",
      sees =
          "exactly one wins; the others are told its process, computer, verb and since " + "when")
  void ofManyReservationsOfOneNameExactlyOneWins() throws Exception {
    List<ChildJvm> children = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      children.add(ChildJvm.start("reserve", root, "web-1"));
    }
    for (ChildJvm child : children) {
      assertThat(child.line()).isEqualTo("ready");
    }
    for (ChildJvm child : children) {
      child.goOn();
    }
    List<String> answers = new ArrayList<>();
    List<ChildJvm> winners = new ArrayList<>();
    for (ChildJvm child : children) {
      String answer = child.line();
      answers.add(answer);
      if (answer.equals("reserved")) {
        winners.add(child);
      }
    }
    assertThat(winners).as(answers.toString()).hasSize(1);
    String winner = "process " + winners.getFirst().pid() + " on ";
    assertThat(answers)
        .filteredOn(answer -> !answer.equals("reserved"))
        .allSatisfy(
            answer ->
                assertThat(answer)
                    .startsWith("failure CONFLICT machine \"web-1\" is in use: " + winner)
                    .contains(" runs \"create\" since 20"));
    winners.getFirst().goOn();
    winners.getFirst().rest();
    assertThat(store.load(WEB)).isEqualTo(Examples.reserved("web-1"));
  }

  @Test
  @FaultCase(id = "F25", sees = "nothing: the lock ends with its process")
  void aKilledHoldersLockIsFree() throws Exception {
    add();
    try (ChildJvm holder = ChildJvm.start("hold", root, "web-1")) {
      assertThat(holder.line()).isEqualTo("holds web-1");
      assertThatThrownBy(() -> store.reserve(WEB, "create"))
          .isInstanceOfSatisfying(
              MachineFailure.class,
              failure -> {
                assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
                assertThat(failure.reason())
                    .contains("process " + holder.pid())
                    .contains("runs \"start\"");
              });
      holder.kill();
    }
    try (MachineLock lock = store.lock(WEB, "rm")) {
      store.delete(lock);
    }
    assertThat(store.exists(WEB)).isFalse();
  }

  @Test
  void processesThatCreateAndRemoveOneNameByTurnsNeverMeet() throws Exception {
    List<ChildJvm> children = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      children.add(ChildJvm.start("churn", root, "web-1", home.resolve("inside").toString()));
    }
    for (ChildJvm child : children) {
      assertThat(child.rest()).doesNotContain("Exception").contains("done");
    }
    assertThat(store.list()).isEmpty();
    assertThat(store.root().resolve("locks")).isEmptyDirectory();
  }

  private void add() throws Exception {
    try (MachineLock lock = store.reserve(WEB, "create")) {
      store.save(lock, Examples.reserved("web-1"));
    }
  }
}
