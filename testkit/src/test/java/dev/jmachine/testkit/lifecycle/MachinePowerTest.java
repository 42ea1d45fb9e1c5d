package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachinePower;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.testkit.FakeProvider;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachinePowerTest {
  private Stage stage;
  private MachinePower power;
  private Machine created;

  @BeforeEach
  void setUp(@TempDir Path root) throws Exception {
    stage = new Stage(root);
    power = new MachinePower(stage.surroundings);
    created = stage.create();
  }

  @Test
  void stop_and_start_follow_the_host() throws Exception {
    power.stop(Stage.DEV, stage.provider, Stage.LONG, stage.steps);
    assertThat(instanceState()).isEqualTo(MachineState.STOPPED);

    power.start(Stage.DEV, stage.provider, Stage.LONG, stage.steps);
    assertThat(instanceState()).isEqualTo(MachineState.RUNNING);
    assertThat(stage.bootstrap.calls()).containsExactly("bootstrap dev", "readdress dev");
  }

  @Test
  @FaultCase(id = "F43", sees = "the new address; record, certificate and context follow")
  void a_new_address_reaches_the_record_and_the_context() throws Exception {
    stage.cloud.changingAddresses();
    power.stop(Stage.DEV, stage.provider, Stage.LONG, stage.steps);

    Machine started = power.start(Stage.DEV, stage.provider, Stage.LONG, stage.steps);

    assertThat(started.requireAccess().engineHost())
        .isNotEqualTo(created.requireAccess().engineHost());
    assertThat(stage.store.load(Stage.DEV)).isEqualTo(started);
    assertThat(stage.contexts.urls()).containsEntry("dev", started.requireAccess().engineUrl());
  }

  @Test
  void kill_ends_the_host() throws Exception {
    power.kill(Stage.DEV, stage.provider, Stage.LONG, stage.steps);

    assertThat(instanceState()).isEqualTo(MachineState.STOPPED);
  }

  @Test
  void a_driver_without_power_switch_refuses_with_its_reason() {
    FakeProvider fixed = stage.provider.lacking(Capability.START_STOP, "no power switch here");

    MachineFailure failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                MachineFailure.class, () -> power.stop(Stage.DEV, fixed, Stage.LONG, stage.steps)));

    assertThat(failure.reason()).isEqualTo("no power switch here");
    assertThat(failure.kind()).isEqualTo(FailureKind.USAGE);
  }

  @Test
  void restart_without_power_switch_reboots_over_ssh() throws Exception {
    FakeProvider fixed = stage.provider.lacking(Capability.START_STOP, "no power switch here");

    power.restart(Stage.DEV, fixed, Stage.LONG, stage.steps);

    assertThat(stage.bootstrap.calls()).containsExactly("bootstrap dev", "reboot dev");
  }

  @Test
  void a_machine_whose_removal_was_interrupted_is_not_started() throws Exception {
    try (var lock = stage.store.lock(Stage.DEV, "test")) {
      stage.store.save(lock, created.withPhase(Phase.REMOVING));
    }

    MachineFailure failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                MachineFailure.class,
                () -> power.start(Stage.DEV, stage.provider, Stage.LONG, stage.steps)));

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
    assertThat(failure.hints()).containsExactly("jmachine rm dev");
  }

  private MachineState instanceState() {
    return stage.cloud.inventory().getLast().state();
  }
}
