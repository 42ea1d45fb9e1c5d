package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachinePower;
import dev.jmachine.core.lifecycle.MachineProvisioning;
import dev.jmachine.core.lifecycle.MachineProvisioning.Work;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.Phase;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineProvisioningTest {
  private Stage stage;
  private MachineProvisioning provisioning;
  private Machine created;

  @BeforeEach
  void setUp(@TempDir Path root) throws Exception {
    stage = new Stage(root);
    provisioning = new MachineProvisioning(stage.surroundings);
    created = stage.create();
  }

  @Test
  void each_work_is_one_call_of_the_bootstrap() throws Exception {
    run(Work.PROVISION, stage.provider);
    run(Work.REGENERATE_CERTIFICATES, stage.provider);
    run(Work.UPGRADE, stage.provider);

    assertThat(stage.bootstrap.calls())
        .containsExactly("bootstrap dev", "bootstrap dev", "regenerate dev", "upgrade dev");
  }

  @Test
  void the_record_and_the_context_follow_an_address_that_changed() throws Exception {
    stage.cloud.changingAddresses();
    MachinePower power = new MachinePower(stage.surroundings);
    power.stop(Stage.DEV, stage.provider, Stage.LONG, stage.steps);
    power.start(Stage.DEV, stage.provider, Stage.LONG, stage.steps);
    save(created); // as if the host had been restarted by somebody else

    Machine after = run(Work.PROVISION, stage.provider);

    assertThat(after.requireAccess().engineHost())
        .isNotEqualTo(created.requireAccess().engineHost());
    assertThat(stage.store.load(Stage.DEV)).isEqualTo(after);
    assertThat(stage.contexts.urls()).containsEntry("dev", after.requireAccess().engineUrl());
  }

  @ParameterizedTest
  @EnumSource(Work.class)
  void a_host_that_is_off_is_not_waited_for(Work work) throws Exception {
    new MachinePower(stage.surroundings).stop(Stage.DEV, stage.provider, Stage.LONG, stage.steps);

    MachineFailure failure = failure(work, stage.provider);

    assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
    assertThat(failure.hints()).containsExactly("jmachine start dev");
  }

  @Test
  void a_host_that_is_gone_is_said_so() {
    stage.cloud.removeByHand("dev");

    MachineFailure failure = failure(Work.UPGRADE, stage.provider);

    assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND);
    assertThat(failure.hints()).containsExactly("jmachine rm dev");
  }

  @Test
  void a_driver_without_login_refuses_with_its_reason() {
    MachineFailure failure =
        failure(Work.UPGRADE, stage.provider.lacking(Capability.SSH, "no login here"));

    assertThat(failure.what()).isEqualTo("cannot upgrade machine \"dev\"");
    assertThat(failure.reason()).isEqualTo("no login here");
  }

  @Test
  void a_machine_whose_creation_was_interrupted_is_refused() throws Exception {
    save(created.withPhase(Phase.CREATING));

    assertThat(failure(Work.PROVISION, stage.provider).hints())
        .containsExactly("jmachine create --resume dev", "jmachine rm dev");
  }

  @Test
  void a_failure_leaves_the_record_as_it_was_and_the_machine_unlocked() throws Exception {
    Machine before = stage.store.load(Stage.DEV);
    stage.bootstrap.failing(MachineFailure.failed("the engine does not start"));

    assertThat(failure(Work.REGENERATE_CERTIFICATES, stage.provider).what())
        .isEqualTo("the engine does not start");

    assertThat(stage.store.load(Stage.DEV)).isEqualTo(before);
    stage.store.lock(Stage.DEV, "test").close();
  }

  @Test
  void an_interruption_is_passed_on_and_the_machine_unlocked() throws Exception {
    stage.bootstrap.interrupted();

    assertThatThrownBy(() -> run(Work.UPGRADE, stage.provider))
        .isInstanceOf(InterruptedException.class);

    stage.store.lock(Stage.DEV, "test").close();
  }

  private Machine run(Work work, DriverProvider provider) throws Exception {
    return provisioning.run(work, Stage.DEV, provider, Stage.LONG, stage.steps);
  }

  private MachineFailure failure(Work work, DriverProvider provider) {
    return Objects.requireNonNull(
        catchThrowableOfType(MachineFailure.class, () -> run(work, provider)));
  }

  private void save(Machine machine) throws Exception {
    try (var lock = stage.store.lock(Stage.DEV, "test")) {
      stage.store.save(lock, machine);
    }
  }
}
