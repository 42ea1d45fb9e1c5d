package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.TemplateUse;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.lifecycle.MachineCreation;
import dev.jmachine.core.lifecycle.MachineRemoval;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.testkit.FakeThing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MachinePoolTest extends PoolCase {
  @Test
  void a_pool_is_filled_parked_and_nobodys_machine() throws Exception {
    set(2);

    assertThat(waiting()).containsExactly("pool-1", "pool-2");
    assertThat(stage.cloud.inventory())
        .extracting(FakeThing::state)
        .containsOnly(MachineState.PAUSED);
    assertThat(stage.store.list()).isEmpty();
    assertThat(stage.contexts.urls()).isEmpty();
  }

  @Test
  void a_create_takes_a_machine_of_the_pool_with_all_that_is_its_own() throws Exception {
    set(2);
    int made = stage.cloud.inventory().size();

    Machine machine = create("dev", TemplateUse.IF_THERE);

    assertThat(stage.cloud.inventory()).hasSize(made);
    assertThat(machine.name()).isEqualTo("dev");
    assertThat(machine.phase()).isEqualTo(Phase.READY);
    assertThat(stage.store.load(new MachineName("dev"))).isEqualTo(machine);
    Path folder = stage.store.machineFolder(new MachineName("dev"));
    assertThat(templates.announced()).containsExactly(folder);
    assertThat(Objects.requireNonNull(machine.requireAccess().ssh()).identityFile())
        .isEqualTo(folder.resolve(MachineCreation.IDENTITY_FILE).toString());
    assertThat(folder.resolve(MachineCreation.IDENTITY_FILE)).exists();
    assertThat(stage.contexts.urls()).containsKey("dev");
    assertThat(stage.cloud.inventory())
        .filteredOn(thing -> thing.machineUid().equals(machine.uid()))
        .extracting(FakeThing::state)
        .containsOnly(MachineState.RUNNING);
    assertThat(waiting()).containsExactly("pool-2");
  }

  @Test
  void a_machine_that_was_handed_out_is_removed_like_any_other() throws Exception {
    set(1);
    create("dev", TemplateUse.IF_THERE);

    new MachineRemoval(stage.surroundings)
        .remove(new MachineName("dev"), driver, false, stage.steps);

    assertThat(stage.cloud.inventory()).isEmpty();
  }

  @Test
  void one_that_somebody_works_on_does_not_wait() throws Exception {
    set(2);
    try (MachineLock _ =
        stage.surroundings.pool().store().lock(new MachineName("pool-1"), "pool")) {
      assertThat(waiting()).containsExactly("pool-2");
    }
    assertThat(waiting()).containsExactly("pool-1", "pool-2");
  }

  @Test
  void a_create_with_a_ttl_takes_one_as_well_which_ends_in_time() throws Exception {
    set(1);
    CreateOrder hour = order("dev", TYPED, TemplateUse.IF_THERE).withTtl(Duration.ofHours(1));

    Machine machine = new MachineCreation(stage.surroundings).create(hour, stage.steps);

    assertThat(waiting()).isEmpty();
    String end = inAnHour();
    assertThat(stage.store.load(new MachineName("dev")).expires()).isEqualTo(end);
    assertThat(stage.watch.seen()).containsExactly("watch dev");
    assertThat(stage.cloud.inventory())
        .filteredOn(thing -> thing.machineUid().equals(machine.uid()))
        .isNotEmpty()
        .allSatisfy(thing -> assertThat(thing.tags().expires()).hasToString(end));
  }

  @Test
  void a_create_that_wants_another_machine_or_no_template_leaves_the_pool_alone() throws Exception {
    set(1);
    create("cold", TemplateUse.NEVER);
    new MachineCreation(stage.surroundings)
        .create(
            order("big", Map.of("fake-size", List.of("big")), TemplateUse.IF_THERE), stage.steps);

    assertThat(waiting()).containsExactly("pool-1");
  }

  @Test
  void a_machine_of_the_pool_that_does_not_wake_is_removed_and_another_is_made() throws Exception {
    set(1);
    templates.damaged();

    Machine machine = create("dev", TemplateUse.IF_THERE);

    assertThat(machine.phase()).isEqualTo(Phase.READY);
    assertThat(stage.progress.events().toString())
        .contains("a machine of the pool does not go on: it does not wake");
    assertThat(stage.cloud.inventory())
        .extracting(FakeThing::machineUid)
        .containsOnly(machine.uid());
  }

  @Test
  void a_smaller_pool_removes_what_is_too_much() throws Exception {
    set(3);
    set(1);
    assertThat(waiting()).containsExactly("pool-1");
    set(0);
    assertThat(pool.members()).isEmpty();
    assertThat(stage.cloud.inventory()).isEmpty();
  }

  @Test
  void a_place_whose_machine_has_ended_is_filled_anew_and_one_that_runs_is_parked()
      throws Exception {
    set(2);
    String ended = member("pool-1").uid();
    String running = member("pool-2").uid();
    stage.cloud.setStateOf(ended, MachineState.STOPPED);
    stage.cloud.setStateOf(running, MachineState.RUNNING);

    set(2);

    assertThat(member("pool-1").uid()).isNotEqualTo(ended);
    assertThat(member("pool-2").uid()).isEqualTo(running);
    assertThat(stage.cloud.inventory())
        .extracting(FakeThing::state)
        .containsOnly(MachineState.PAUSED);
  }

  @Test
  void
      a_machine_that_has_waited_for_most_of_its_certificates_life_is_made_anew_and_never_handed_out()
          throws Exception {
    set(1);
    String waited = member("pool-1").uid();
    stage.time.advance(Duration.ofDays(59));
    set(1);
    assertThat(member("pool-1").uid()).isEqualTo(waited);

    stage.time.advance(Duration.ofDays(2));
    assertThat(create("dev", TemplateUse.IF_THERE).uid()).isNotEqualTo(waited);
    assertThat(member("pool-1").uid()).isEqualTo(waited);

    set(1);
    assertThat(member("pool-1").uid()).isNotEqualTo(waited);
  }
}
