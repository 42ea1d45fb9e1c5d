package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.FindRequest;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.Leftover;
import dev.jmachine.core.lifecycle.Leftover.Reason;
import dev.jmachine.core.lifecycle.MachineExtension;
import dev.jmachine.core.lifecycle.MachineLocking;
import dev.jmachine.core.lifecycle.Surroundings;
import dev.jmachine.core.lifecycle.Sweep;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.store.MachineStore;
import dev.jmachine.testkit.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  private static final Duration OLD = Duration.ofMinutes(11);

  @TempDir Path folder;
  private Stage stage;

  @BeforeEach
  void setUp() {
    stage = new Stage(folder.resolve("store"));
  }

  @Test
  void what_a_record_claims_is_left_alone_however_old() throws Exception {
    stage.create();
    stage.time.advance(Duration.ofDays(400));
    assertThat(find()).isEmpty();
  }

  @Test
  void what_lost_its_record_is_found_when_it_is_old_enough_and_deleted_backwards()
      throws Exception {
    stage.create();
    forgetRecord("dev");
    assertThat(find()).isEmpty();
    stage.time.advance(OLD);

    Leftover leftover = only(find());

    assertThat(leftover.reason()).isEqualTo(Reason.UNCLAIMED);
    assertThat(leftover.machine()).isEqualTo("dev");
    assertThat(leftover.resources()).hasSize(2);
    assertThat(sweep(stage.surroundings).delete(leftover, stage.steps)).isTrue();
    assertThat(stage.cloud.inventory()).isEmpty();
    assertThat(stage.cloud.calls().reversed().subList(0, 2))
        .containsExactly("delete disk", "delete instance");
  }

  @Test
  void the_provider_is_asked_before_the_records_so_that_a_create_in_flight_is_safe()
      throws Exception {
    stage.create();
    forgetRecord("dev");
    stage.time.advance(OLD);
    Leftover leftover = only(find());
    restoreRecord("dev");

    assertThat(sweep(stage.surroundings).delete(leftover, stage.steps)).isFalse();
    assertThat(stage.cloud.inventory()).hasSize(2);
  }

  @Test
  void a_record_that_cannot_be_read_claims_by_its_name() throws Exception {
    stage.create();
    stage.time.advance(OLD);
    Files.writeString(stage.store.machineFolder(Stage.DEV).resolve("machine.json"), "{");
    assertThat(find()).isEmpty();
  }

  @Test
  void another_store_s_machines_are_deleted_only_where_that_is_asked_for() throws Exception {
    stage.create();
    stage.time.advance(OLD);
    Surroundings other = other(Map.of());

    assertThat(sweep(other).find(order(false))).isEmpty();
    assertThat(sweep(other).find(order(true))).hasSize(1);
  }

  @Test
  void another_user_s_machines_are_never_found() throws Exception {
    stage.create();
    stage.time.advance(OLD);
    assertThat(sweep(other(Map.of("JMACHINE_OWNER", "somebody-else"))).find(order(true))).isEmpty();
  }

  @Test
  void what_has_expired_goes_whichever_of_our_stores_made_it() throws Exception {
    stage.create(Duration.ofHours(1));
    Surroundings other = other(Map.of());
    stage.time.advance(Duration.ofMinutes(61));
    assertThat(sweep(other).find(order(false))).isEmpty();
    stage.time.advance(Duration.ofMinutes(2));

    Leftover leftover = only(sweep(other).find(order(false)));

    assertThat(leftover.reason()).isEqualTo(Reason.EXPIRED);
    sweep(other).delete(leftover, stage.steps);
    assertThat(stage.cloud.inventory()).isEmpty();
  }

  @Test
  void a_machine_whose_time_is_over_goes_with_its_record_and_context() throws Exception {
    stage.create(Duration.ofHours(1));
    stage.time.advance(Duration.ofHours(2));

    Leftover leftover = only(find());

    assertThat(sweep(stage.surroundings).delete(leftover, stage.steps)).isTrue();
    assertThat(stage.store.exists(Stage.DEV)).isFalse();
    assertThat(stage.contexts.urls()).isEmpty();
    assertThat(stage.cloud.inventory()).isEmpty();
  }

  @Test
  void a_machine_that_was_extended_after_it_was_found_stays() throws Exception {
    stage.create(Duration.ofHours(1));
    stage.time.advance(Duration.ofHours(2));
    Leftover leftover = only(find());
    new MachineExtension(stage.surroundings)
        .extend(Stage.DEV, Duration.ofHours(1), stage.provider, stage.steps);

    assertThat(sweep(stage.surroundings).delete(leftover, stage.steps)).isFalse();
    assertThat(stage.store.exists(Stage.DEV)).isTrue();
    assertThat(find()).isEmpty();
  }

  @Test
  void a_locked_machine_stays_though_its_time_is_over() throws Exception {
    stage.create(Duration.ofHours(1));
    new MachineLocking(stage.surroundings).set(Stage.DEV, true, stage.provider, stage.steps);
    stage.time.advance(Duration.ofHours(2));
    assertThat(find()).isEmpty();
  }

  @Test
  void one_that_cannot_be_deleted_does_not_keep_the_others() throws Exception {
    stage.create();
    forgetRecord("dev");
    stage.time.advance(OLD);
    Leftover leftover = only(find());
    stage.cloud.faultNext(Fault.REFUSED);

    MachineFailure failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                MachineFailure.class,
                () -> sweep(stage.surroundings).delete(leftover, stage.steps)));

    assertThat(failure.hints()).contains("jmachine gc");
    assertThat(stage.cloud.inventory()).hasSize(1);
  }

  private List<Leftover> find() throws Exception {
    return sweep(stage.surroundings).find(order(false));
  }

  private Sweep sweep(Surroundings surroundings) {
    return new Sweep(surroundings, stage.provider);
  }

  private static Sweep.Order order(boolean otherStores) {
    return new Sweep.Order(FindRequest.usual(), Duration.ofMinutes(10), otherStores);
  }

  /** The same cloud seen from an empty store on another computer. */
  private Surroundings other(Map<String, String> environment) {
    Path root = folder.resolve("other");
    DriverContext context =
        new DriverContext(root, root, environment, stage.time, stage.time, stage.time);
    return new Surroundings(
        MachineStore.at(root, stage.time, stage.time, stage.time),
        stage.contexts,
        stage.bootstrap,
        context,
        new Random(2));
  }

  private void forgetRecord(String name) throws Exception {
    Path machine = stage.store.machineFolder(new MachineName(name));
    Files.move(machine, folder.resolve("hidden"));
  }

  private void restoreRecord(String name) throws Exception {
    Files.move(folder.resolve("hidden"), stage.store.machineFolder(new MachineName(name)));
  }

  private static <T> T only(List<T> all) {
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
