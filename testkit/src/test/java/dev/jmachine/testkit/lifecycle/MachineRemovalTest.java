package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachineRemoval;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.testkit.Fault;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineRemovalTest {
  private Stage stage;

  @BeforeEach
  void setUp(@TempDir Path root) throws Exception {
    stage = new Stage(root);
    stage.create();
  }

  @Test
  void removing_leaves_no_resource_no_record_and_no_context() throws Exception {
    remove(false);

    assertThat(stage.cloud.inventory()).isEmpty();
    assertThat(stage.store.machineFolder(Stage.DEV)).doesNotExist();
    assertThat(stage.contexts.urls()).isEmpty();
  }

  @Test
  void the_last_made_resource_goes_first() throws Exception {
    int before = stage.cloud.calls().size();

    remove(false);

    assertThat(stage.cloud.calls().subList(before, before + 2))
        .containsExactly("delete instance", "delete disk");
  }

  @Test
  void a_machine_that_was_deleted_by_hand_is_removed() throws Exception {
    stage.cloud.removeByHand("dev");

    remove(false);

    assertThat(stage.store.exists(Stage.DEV)).isFalse();
  }

  @Test
  @FaultCase(id = "F18", sees = "what is left; the record stays, and the next `rm` finishes")
  void a_refused_delete_keeps_the_record_and_a_second_call_finishes() throws Exception {
    stage.cloud.faultNext(Fault.REFUSED);

    MachineFailure failure =
        Objects.requireNonNull(catchThrowableOfType(MachineFailure.class, () -> remove(false)));

    assertThat(failure.left()).isEqualTo("instance instance-2");
    assertThat(stage.store.load(Stage.DEV).phase()).isEqualTo(Phase.REMOVING);
    assertThat(stage.cloud.inventory()).hasSize(1);

    remove(false);
    assertThat(stage.cloud.inventory()).isEmpty();
    assertThat(stage.store.exists(Stage.DEV)).isFalse();
  }

  @Test
  void force_removes_the_record_and_warns_of_what_may_be_left() throws Exception {
    stage.cloud.faultNext(Fault.REFUSED);

    remove(true);

    assertThat(stage.store.exists(Stage.DEV)).isFalse();
    assertThat(stage.progress.warnings()).singleElement().asString().contains("instance-2");
  }

  @Test
  void an_unknown_machine_is_not_found() throws Exception {
    remove(false);

    MachineFailure failure =
        Objects.requireNonNull(catchThrowableOfType(MachineFailure.class, () -> remove(false)));

    assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND);
  }

  private void remove(boolean force) throws Exception {
    new MachineRemoval(stage.surroundings).remove(Stage.DEV, stage.provider, force, stage.steps);
  }
}
