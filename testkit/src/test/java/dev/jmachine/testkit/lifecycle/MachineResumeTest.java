package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.Leftovers;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.testkit.Fault;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineResumeTest {
  private Stage stage;

  @BeforeEach
  void setUp(@TempDir Path root) {
    stage = new Stage(root);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  @FaultCase(
      id = {"F3", "F8"},
      sees = "`create --resume` finishes with the host that was made; there is no second " + "one")
  void a_create_that_was_kept_after_a_fault_at_any_call_is_finished_with_the_same_host(int call)
      throws Exception {
    stage.cloud.faultAt(call, Fault.ANSWER_LOST);
    failureOf(() -> stage.create(Leftovers.KEPT));

    Machine machine = stage.resume(Leftovers.KEPT);

    assertThat(machine.phase()).isEqualTo(Phase.READY);
    assertThat(machine.step()).isNull();
    assertThat(stage.cloud.inventory()).extracting("kind").containsExactly("disk", "instance");
    assertThat(stage.contexts.urls()).containsOnlyKeys("dev");
  }

  @Test
  void a_kept_create_says_what_is_left_and_both_ways_out() {
    stage.bootstrap.failing(MachineFailure.failed("cannot install engine"));

    MachineFailure failure = failureOf(() -> stage.create(Leftovers.KEPT));

    assertThat(failure.left()).contains("disk disk-1").contains("instance instance-2");
    assertThat(failure.hints()).containsExactly("jmachine create --resume dev", "jmachine rm dev");
    assertThat(stage.cloud.inventory()).hasSize(2);
  }

  @Test
  void a_check_that_fails_leaves_nothing_to_keep() {
    stage.cloud.faultAt(1, Fault.REFUSED);

    assertThat(failureOf(() -> stage.create(Leftovers.KEPT)).left()).isEqualTo("nothing");
    assertThat(stage.store.exists(Stage.DEV)).isFalse();
  }

  @Test
  void the_host_key_and_the_identity_of_the_first_try_are_those_of_the_next() throws Exception {
    stage.cloud.faultAt(4, Fault.REFUSED);
    failureOf(() -> stage.create(Leftovers.KEPT));
    Path identity = stage.store.machineFolder(Stage.DEV).resolve("id_ed25519");
    String before = Files.readString(identity);

    Machine machine = stage.resume(Leftovers.KEPT);

    assertThat(identity).hasContent(before);
    var ssh = Objects.requireNonNull(machine.requireAccess().ssh());
    assertThat(ssh.hostKeys()).extracting("text").containsExactly("ssh-ed25519 AAAAkey2");
    assertThat(stage.store.machineFolder(Stage.DEV))
        .as("the private half goes when the host has it")
        .isDirectoryNotContaining("glob:**host_ed25519*");
  }

  @Test
  void a_host_that_was_stopped_meanwhile_is_started() throws Exception {
    stage.bootstrap.failing(MachineFailure.failed("cannot install engine"));
    failureOf(() -> stage.create(Leftovers.KEPT));
    stage.cloud.setState("dev", MachineState.STOPPED);
    stage.bootstrap.working();

    stage.resume(Leftovers.KEPT);

    assertThat(stage.cloud.inventory())
        .filteredOn(thing -> thing.kind().equals("instance"))
        .extracting("state")
        .containsExactly(MachineState.RUNNING);
    assertThat(stage.bootstrap.calls()).containsExactly("bootstrap dev", "bootstrap dev");
  }

  @Test
  void a_host_that_was_deleted_meanwhile_is_told_and_can_be_removed() {
    stage.bootstrap.failing(MachineFailure.failed("cannot install engine"));
    failureOf(() -> stage.create(Leftovers.KEPT));
    stage.cloud.removeByHand("dev");

    MachineFailure failure = failureOf(() -> stage.resume(Leftovers.KEPT));

    assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND);
    assertThat(failure.hints()).contains("jmachine rm dev");
  }

  @Test
  void a_roll_back_that_was_cut_off_is_finished_and_the_create_begins_anew() throws Exception {
    stage.bootstrap.failing(MachineFailure.failed("cannot install engine"));
    stage.cloud.faultAt(6, Fault.REFUSED);
    failureOf(() -> stage.create(Leftovers.DELETED));
    Machine before = stage.store.load(Stage.DEV);
    stage.bootstrap.working();

    Machine machine = stage.resume(Leftovers.KEPT);

    assertThat(before.step()).isEqualTo("Rolling back");
    assertThat(machine.uid()).isNotEqualTo(before.uid());
    assertThat(machine.phase()).isEqualTo(Phase.READY);
    assertThat(stage.cloud.inventory())
        .hasSize(2)
        .allSatisfy(thing -> assertThat(thing.machineUid()).isEqualTo(machine.uid()));
  }

  @Test
  void a_ready_machine_is_not_resumed() throws Exception {
    stage.create();

    MachineFailure failure = failureOf(() -> stage.resume(Leftovers.KEPT));

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
    assertThat(failure.reason()).contains("ready");
    assertThat(stage.cloud.inventory()).hasSize(2);
  }

  @Test
  void a_machine_that_a_process_creates_now_is_not_resumed() throws Exception {
    try (MachineLock lock = stage.store.reserve(Stage.DEV, "create")) {
      stage.store.save(lock, stage.reserved());

      MachineFailure failure = failureOf(() -> stage.resume(Leftovers.KEPT));

      assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
      assertThat(failure.what()).contains("is in use");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INTERRUPTED", "INTERRUPTED_AFTERWARDS"})
  void what_a_cancelled_create_deletes_is_said_before_it_is_deleted(Fault fault) {
    stage.cloud.faultAt(4, fault);

    assertThat(failureOf(stage::create).kind()).isEqualTo(FailureKind.CANCELLED);

    assertThat(stage.progress.notes())
        .anySatisfy(
            note ->
                assertThat(note)
                    .startsWith("rolling back: this deletes disk disk-1, instance instance-2"));
  }

  private static MachineFailure failureOf(ThrowingCallable story) {
    return Objects.requireNonNull(catchThrowableOfType(MachineFailure.class, story));
  }
}
