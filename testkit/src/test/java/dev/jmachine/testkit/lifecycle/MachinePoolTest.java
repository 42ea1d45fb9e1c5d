package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.FindRequest;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.TemplateUse;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.lifecycle.Leftover;
import dev.jmachine.core.lifecycle.MachineCreation;
import dev.jmachine.core.lifecycle.MachineRemoval;
import dev.jmachine.core.lifecycle.Sweep;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.pool.MachinePool;
import dev.jmachine.core.pool.PoolPlan;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.store.StoredMachine;
import dev.jmachine.testkit.FakeTemplates;
import dev.jmachine.testkit.FakeThing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachinePoolTest {
  private static final Map<String, List<String>> TYPED = Map.of();

  private final FakeTemplates templates = new FakeTemplates();
  private Stage stage;
  private DriverProvider driver;
  private MachinePool pool;

  @BeforeEach
  void setUp(@TempDir Path root) {
    stage = new Stage(root);
    driver = stage.provider.with(templates);
    pool = new MachinePool(stage.surroundings);
  }

  private CreateOrder order(String name, Map<String, List<String>> typed, TemplateUse use) {
    MachineSpec spec = new MachineSpec("fake", typed, EngineOptions.defaults());
    OptionValues options = Stage.OPTIONS;
    return new CreateOrder(new MachineName(name), driver, spec, options, Stage.LONG)
        .withTemplate(use);
  }

  private void set(int size) throws Exception {
    pool.want(new PoolPlan(size, "fake", TYPED, null));
    pool.clear(driver, stage.progress);
    pool.fill(order("pool", TYPED, TemplateUse.REQUIRED), stage.progress);
  }

  private Machine create(String name, TemplateUse use) throws Exception {
    return new MachineCreation(stage.surroundings).create(order(name, TYPED, use), stage.steps);
  }

  private List<String> waiting() throws Exception {
    List<String> names = new ArrayList<>();
    for (StoredMachine member : pool.members()) {
      if (pool.isWaiting(member)) {
        names.add(member.name());
      }
    }
    return names;
  }

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
  void what_is_made_while_the_pool_is_made_smaller_does_not_stay() throws Exception {
    pool.want(new PoolPlan(2, "fake", TYPED, null));
    pool.fill(order("pool", TYPED, TemplateUse.REQUIRED), _ -> emptied());

    assertThat(pool.members()).isEmpty();
    assertThat(stage.cloud.inventory()).isEmpty();
  }

  @Test
  void what_goes_by_itself_while_the_pool_is_cleared_is_cleared() throws Exception {
    set(2);
    pool.want(new PoolPlan(0, "fake", TYPED, null));

    pool.clear(driver, _ -> gone("pool-2"));

    assertThat(pool.members()).isEmpty();
    assertThat(stage.cloud.inventory()).isEmpty();
  }

  /** As its watch does. */
  private void gone(String name) {
    try {
      if (stage.surroundings.pool().store().exists(new MachineName(name))) {
        new MachineRemoval(stage.surroundings.pool())
            .remove(new MachineName(name), driver, false, stage.steps);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As another process does, which leaves a place that is being filled alone. */
  private void emptied() {
    try {
      pool.want(new PoolPlan(0, "fake", TYPED, null));
      pool.clear(driver, stage.progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

  private void leaveSpare(Duration ttl) throws Exception {
    pool.wantSpare(order("spare", TYPED, TemplateUse.IF_THERE).spec(), ttl);
    pool.clear(driver, stage.progress);
    pool.fill(order("pool", TYPED, TemplateUse.REQUIRED), stage.progress);
  }

  @Test
  void a_spare_waits_for_its_time_and_has_it_watched() throws Exception {
    leaveSpare(Duration.ofHours(1));

    assertThat(waiting()).containsExactly("pool-1");
    assertThat(member("pool-1").expires()).isEqualTo(inAnHour());
    assertThat(stage.watch.seen()).containsExactly("watch pool/pool-1");
    assertThat(pool.plan()).isEqualTo(new PoolPlan(1, "fake", TYPED, Duration.ofHours(1)));
  }

  private String inAnHour() {
    return stage.time.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS) + "";
  }

  @Test
  void a_spare_that_is_taken_for_ever_forgets_its_time() throws Exception {
    leaveSpare(Duration.ofHours(1));

    Machine machine = create("dev", TemplateUse.IF_THERE);

    assertThat(machine.expires()).isNull();
    assertThat(stage.watch.seen()).containsExactly("watch pool/pool-1", "end dev");
    assertThat(stage.cloud.inventory())
        .isNotEmpty()
        .allSatisfy(thing -> assertThat(thing.tags().expires()).isNull());
  }

  @Test
  void a_spare_whose_time_is_over_is_not_handed_out_but_removed() throws Exception {
    leaveSpare(Duration.ofHours(1));
    String late = member("pool-1").uid();
    stage.time.advance(Duration.ofHours(1));

    assertThat(create("dev", TemplateUse.IF_THERE).uid()).isNotEqualTo(late);
    leaveSpare(Duration.ofHours(1));

    assertThat(member("pool-1").uid()).isNotEqualTo(late);
    assertThat(stage.watch.seen()).contains("end pool/pool-1");
  }

  @Test
  void a_spare_that_nobody_watched_is_left_to_gc() throws Exception {
    leaveSpare(Duration.ofHours(1));
    Sweep sweep = new Sweep(stage.surroundings, driver);
    assertThat(sweep.find(everything())).isEmpty();
    stage.time.advance(Duration.ofHours(1));

    List<Leftover> found = sweep.find(everything());

    assertThat(found).extracting(Leftover::machine).containsExactly("pool-1");
    assertThat(sweep.delete(found.getFirst(), stage.steps)).isTrue();
    assertThat(pool.members()).isEmpty();
    assertThat(stage.cloud.inventory()).isEmpty();
  }

  private static Sweep.Order everything() {
    return new Sweep.Order(FindRequest.usual(), Duration.ofDays(1), false);
  }

  @Test
  void a_process_that_began_before_the_plan_was_changed_makes_no_machine_of_the_old_kind()
      throws Exception {
    pool.want(new PoolPlan(1, "fake", Map.of("fake-size", List.of("big")), null));
    pool.fill(order("pool", TYPED, TemplateUse.REQUIRED), stage.progress);

    assertThat(pool.members()).isEmpty();
  }

  @Test
  void a_place_that_was_filled_for_a_plan_of_before_is_filled_for_the_new_one() throws Exception {
    pool.wantSpare(order("spare", TYPED, TemplateUse.IF_THERE).spec(), Duration.ofHours(1));
    pool.fill(order("pool", TYPED, TemplateUse.REQUIRED), _ -> wanted());

    assertThat(waiting()).containsExactly("pool-1");
    assertThat(member("pool-1").expires()).isNull();
  }

  /** As another process does, which leaves the place that is being filled to us. */
  private void wanted() {
    try {
      pool.want(new PoolPlan(1, "fake", TYPED, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_pool_that_the_user_set_stays_as_it_is() throws Exception {
    set(2);
    assertThat(pool.mayHaveSpare()).isFalse();

    assertThat(member("pool-1").expires()).isNull();
    set(0);
    assertThat(pool.mayHaveSpare()).isTrue();
  }

  @Test
  void a_users_pool_in_a_spares_place_waits_until_it_is_taken() throws Exception {
    leaveSpare(Duration.ofHours(1));
    set(1);

    assertThat(member("pool-1").expires()).isNull();
    set(0);
    leaveSpare(Duration.ofHours(1));
    assertThat(member("pool-1").expires()).isEqualTo(inAnHour());
  }

  private Machine member(String name) throws Exception {
    return stage.surroundings.pool().store().load(new MachineName(name));
  }

  @Test
  void what_a_killed_process_left_is_cleared_and_made_anew() throws Exception {
    set(2);
    Path machines = stage.store.root().resolve("pool/machines");
    unfinished(machines.resolve("pool-1/machine.json"));
    // killed between the record's new name and the move
    Path record = machines.resolve("pool-2/machine.json");
    Files.copy(
        record,
        record.resolveSibling("machine.json.prev"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(record, Files.readString(record).replace("\"pool-2\"", "\"dev\""));
    assertThat(waiting()).isEmpty();

    set(2);

    assertThat(waiting()).containsExactly("pool-1", "pool-2");
    assertThat(stage.cloud.inventory()).hasSize(4);
  }

  private static void unfinished(Path record) throws Exception {
    Files.writeString(record, Files.readString(record).replace("READY", "CREATING"));
  }
}
