package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachineCreation;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.testkit.FakeProvider;
import dev.jmachine.testkit.Fault;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineCreationTest {
  /** A create on the fake cloud: list, create disk, create instance, describe twice. */
  private static final int CALLS_OF_A_CREATE = 5;

  private Stage stage;

  @BeforeEach
  void setUp(@TempDir Path root) {
    stage = new Stage(root);
  }

  @Test
  void a_created_machine_is_ready_stored_and_has_a_context() throws Exception {
    Machine machine = stage.create();

    assertThat(machine.phase()).isEqualTo(Phase.READY);
    assertThat(stage.store.load(Stage.DEV)).isEqualTo(machine);
    assertThat(machine.ledger()).extracting("id").containsExactly("disk-1", "instance-2");
    assertThat(stage.contexts.urls()).containsEntry("dev", machine.requireAccess().engineUrl());
    assertThat(stage.bootstrap.calls()).containsExactly("bootstrap dev");
  }

  @Test
  void the_identity_file_is_readable_by_its_owner_alone() throws Exception {
    stage.create();

    Path identity = stage.store.machineFolder(Stage.DEV).resolve(MachineCreation.IDENTITY_FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity)))
        .isEqualTo("rw-------");
  }

  @Test
  void the_host_key_that_the_driver_placed_is_pinned_before_the_first_login() throws Exception {
    Machine machine = stage.create();

    var ssh = Objects.requireNonNull(machine.requireAccess().ssh());
    assertThat(ssh.hostKeys()).extracting("text").containsExactly("ssh-ed25519 AAAAkey2");
    assertThat(ssh.trustOnFirstUse()).isFalse();
  }

  @Test
  void a_failed_check_makes_nothing_and_frees_the_name() {
    OptionValues wrong = new OptionValues(Map.of("fake-size", List.of("huge")));

    MachineFailure failure = failureOf(wrong);

    assertThat(failure.kind()).isEqualTo(FailureKind.CHECK);
    assertThat(failure.left()).isEqualTo("nothing");
    assertThat(stage.cloud.calls()).isEmpty();
    assertThat(stage.store.exists(Stage.DEV)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, CALLS_OF_A_CREATE})
  void a_refusal_of_any_call_leaves_nothing_at_the_provider(int call) {
    stage.cloud.faultAt(call, Fault.REFUSED);

    assertThat(failureOf(Stage.OPTIONS).left()).isEqualTo("nothing");
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, CALLS_OF_A_CREATE})
  @FaultCase(id = "F8", sees = "the failure, and that nothing is left")
  void a_lost_answer_of_any_call_leaves_nothing_at_the_provider(int call) {
    stage.cloud.faultAt(call, Fault.ANSWER_LOST);

    assertThat(failureOf(Stage.OPTIONS).left()).isEqualTo("nothing");
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @EnumSource(names = {"INTERRUPTED", "INTERRUPTED_AFTERWARDS"})
  void an_interruption_at_any_call_rolls_back_and_counts_as_cancelled(Fault fault) {
    for (int call = 1; call <= CALLS_OF_A_CREATE; call++) {
      stage.cloud.faultAt(stage.cloud.calls().size() + call, fault);
      assertThat(failureOf(Stage.OPTIONS).kind()).isEqualTo(FailureKind.CANCELLED);
      assertNothingIsLeft();
    }
  }

  @Test
  void a_failed_bootstrap_rolls_back_and_shows_the_end_of_the_console() {
    stage.bootstrap.failing(
        MachineFailure.of(FailureKind.UNAVAILABLE, "timed out waiting for SSH").because("refused"));

    MachineFailure failure = failureOf(Stage.OPTIONS);

    assertThat(failure.reason()).contains("refused").contains("fake console of dev");
    assertThat(failure.left()).isEqualTo("nothing");
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"REFUSED", "INTERRUPTED", "INTERRUPTED_AFTERWARDS"})
  void a_console_that_cannot_be_read_is_no_reason_not_to_roll_back(Fault fault) {
    stage.bootstrap.failing(
        MachineFailure.of(FailureKind.UNAVAILABLE, "timed out waiting for SSH").because("refused"));
    stage.cloud.faultAt(CALLS_OF_A_CREATE + 1, fault);

    MachineFailure failure = failureOf(Stage.OPTIONS);

    assertThat(stage.cloud.calls()).contains("console");
    assertThat(failure.reason()).isEqualTo("refused");
    assertThat(failure.left()).isEqualTo("nothing");
    assertNothingIsLeft();
  }

  @Test
  void an_interrupted_bootstrap_rolls_back() {
    stage.bootstrap.interrupted();

    assertThat(failureOf(Stage.OPTIONS).kind()).isEqualTo(FailureKind.CANCELLED);
    assertNothingIsLeft();
  }

  @Test
  void what_cannot_be_deleted_stays_in_the_record_and_is_named() throws Exception {
    stage.bootstrap.failing(MachineFailure.failed("cannot install engine"));
    stage.cloud.faultAt(CALLS_OF_A_CREATE + 1, Fault.REFUSED);

    MachineFailure failure = failureOf(Stage.OPTIONS);

    assertThat(failure.left()).isEqualTo("instance instance-2");
    assertThat(failure.hints()).contains("jmachine rm dev");
    assertThat(stage.store.load(Stage.DEV).ledger()).extracting("id").containsExactly("instance-2");
    assertThat(stage.store.load(Stage.DEV).phase()).isEqualTo(Phase.CREATING);
  }

  @Test
  void a_missing_option_leaves_nothing() {
    assertThatThrownBy(() -> stage.create(stage.provider, new OptionValues(Map.of())))
        .isInstanceOf(MachineFailure.class);
    assertNothingIsLeft();
  }

  @Test
  void a_taken_name_is_refused_and_the_machine_stays() throws Exception {
    Machine first = stage.create();

    assertThat(failureOf(Stage.OPTIONS).kind()).isEqualTo(FailureKind.CONFLICT);
    assertThat(stage.store.load(Stage.DEV)).isEqualTo(first);
    assertThat(stage.cloud.inventory()).hasSize(2);
  }

  @Test
  void a_host_without_ssh_is_not_bootstrapped() throws Exception {
    FakeProvider none = stage.provider.lacking(Capability.SSH, "it takes no login");

    Machine machine = stage.create(none, Stage.OPTIONS);

    assertThat(machine.phase()).isEqualTo(Phase.READY);
    assertThat(machine.engine()).isNull();
    assertThat(stage.bootstrap.calls()).isEmpty();
    assertThat(stage.contexts.urls()).as("never a context without TLS").isEmpty();
    assertThat(stage.progress.warnings()).hasSize(2);
  }

  @Test
  void the_failure_names_the_innermost_step() {
    stage.cloud.faultAt(2, Fault.REFUSED);

    assertThat(failureOf(Stage.OPTIONS).step()).isEqualTo("Creating host");
  }

  private MachineFailure failureOf(OptionValues options) {
    return Objects.requireNonNull(
        catchThrowableOfType(MachineFailure.class, () -> stage.create(stage.provider, options)));
  }

  private void assertNothingIsLeft() {
    assertThat(stage.cloud.inventory()).isEmpty();
    assertThat(stage.store.exists(Stage.DEV)).isFalse();
    assertThat(stage.store.machineFolder(Stage.DEV)).doesNotExist();
    assertThat(stage.contexts.urls()).isEmpty();
  }
}
