package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachineExtension;
import dev.jmachine.core.lifecycle.MachineLocking;
import dev.jmachine.core.lifecycle.MachinePower;
import dev.jmachine.core.lifecycle.MachineRemoval;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.testkit.FakeProvider;
import dev.jmachine.testkit.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineExpiryTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path root;
  private Stage stage;

  @BeforeEach
  void setUp() {
    stage = new Stage(root);
  }

  @Test
  void a_create_with_a_ttl_is_watched_before_anything_is_made() throws Exception {
    stage.cloud.faultAt(1, Fault.REFUSED);
    failure(() -> stage.create(HOUR));

    assertThat(stage.watch.seen()).containsExactly("watch dev", "end dev");
  }

  @Test
  void the_record_and_every_resource_carry_the_expiry() throws Exception {
    String expected = stage.time.instant().plus(HOUR).truncatedTo(ChronoUnit.SECONDS).toString();
    Machine machine = stage.create(HOUR);

    assertThat(machine.expires()).isEqualTo(expected);
    assertThat(stage.cloud.inventory())
        .hasSize(2)
        .allSatisfy(t -> assertThat(t.tags().expires()).hasToString(expected));
  }

  @Test
  void a_driver_that_cannot_end_its_hosts_takes_no_ttl_and_nothing_is_made() {
    FakeProvider lacking = stage.provider.lacking(Capability.EXPIRY, "the hosts are not ours");

    MachineFailure failure = failure(() -> stage.create(lacking, HOUR));

    assertThat(failure.kind()).isEqualTo(FailureKind.USAGE);
    assertThat(failure.reason()).isEqualTo("the hosts are not ours");
    assertThat(stage.store.exists(Stage.DEV)).isFalse();
  }

  @Test
  void extending_moves_record_resources_and_watch() throws Exception {
    stage.create(HOUR);
    stage.time.advance(Duration.ofMinutes(30));

    Machine machine = extend(HOUR.multipliedBy(2));

    assertThat(machine.expires())
        .isEqualTo(
            stage
                .time
                .instant()
                .plus(HOUR.multipliedBy(2))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString());
    assertThat(stage.cloud.inventory())
        .allSatisfy(t -> assertThat(t.tags().expires()).hasToString(machine.expires()));
    assertThat(stage.watch.seen()).containsExactly("watch dev", "watch dev");
  }

  @Test
  void extending_never_shortens() throws Exception {
    String before = stage.create(HOUR).expires();

    assertThat(extend(Duration.ofMinutes(5)).expires()).isEqualTo(before);
  }

  @Test
  void extending_for_ever_takes_the_expiry_away() throws Exception {
    stage.create(HOUR);

    assertThat(extend(null).expires()).isNull();
    assertThat(stage.cloud.inventory()).allMatch(thing -> thing.tags().expires() == null);
  }

  @Test
  void a_machine_that_never_ends_cannot_be_extended() throws Exception {
    stage.create();

    assertThat(failure(() -> extend(HOUR)).kind()).isEqualTo(FailureKind.CONFLICT);
  }

  @Test
  void a_machine_whose_time_is_over_is_not_started() throws Exception {
    stage.create(HOUR);
    MachinePower power = new MachinePower(stage.surroundings);
    power.stop(Stage.DEV, stage.provider, Stage.LONG, stage.steps);
    stage.time.advance(HOUR);

    MachineFailure failure =
        failure(() -> power.start(Stage.DEV, stage.provider, Stage.LONG, stage.steps));

    assertThat(failure.hints()).containsExactly("jmachine extend dev 1h", "jmachine rm dev");
  }

  @Test
  void a_locked_machine_whose_time_is_over_is_started() throws Exception {
    stage.create(HOUR);
    MachinePower power = new MachinePower(stage.surroundings);
    power.stop(Stage.DEV, stage.provider, Stage.LONG, stage.steps);
    new MachineLocking(stage.surroundings).set(Stage.DEV, true, stage.provider, stage.steps);
    stage.time.advance(HOUR);

    power.start(Stage.DEV, stage.provider, Stage.LONG, stage.steps);

    assertThat(stage.cloud.inventory()).hasSize(2);
  }

  @Test
  void a_start_watches_again() throws Exception {
    stage.create(HOUR);
    MachinePower power = new MachinePower(stage.surroundings);
    power.stop(Stage.DEV, stage.provider, Stage.LONG, stage.steps);
    power.start(Stage.DEV, stage.provider, Stage.LONG, stage.steps);

    assertThat(stage.watch.seen()).containsExactly("watch dev", "watch dev");
  }

  @Test
  void only_the_machine_that_was_seen_to_expire_is_removed() throws Exception {
    Machine seen = stage.create(HOUR);
    Machine extended = extend(HOUR.multipliedBy(2));
    MachineRemoval removal = new MachineRemoval(stage.surroundings);

    assertThat(removal.removeExpired(seen, stage.provider, stage.steps)).isFalse();
    assertThat(stage.cloud.inventory()).hasSize(2);
    assertThat(removal.removeExpired(extended, stage.provider, stage.steps)).isTrue();
    assertThat(stage.cloud.inventory()).isEmpty();
  }

  @Test
  void a_locked_machine_is_refused_by_every_removal_and_removed_after_unlock() throws Exception {
    Machine machine = stage.create(HOUR);
    MachineLocking locking = new MachineLocking(stage.surroundings);
    assertThat(locking.set(Stage.DEV, true, stage.provider, stage.steps).locked()).isTrue();
    MachineRemoval removal = new MachineRemoval(stage.surroundings);

    for (ThrowingCallable way :
        new ThrowingCallable[] {
          () -> removal.remove(Stage.DEV, stage.provider, false, stage.steps),
          () -> removal.remove(Stage.DEV, stage.provider, true, stage.steps),
          () -> removal.removeExpired(machine, stage.provider, stage.steps),
          () -> removal.forget(Stage.DEV, stage.steps)
        }) {
      MachineFailure failure = failure(way);
      assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
      assertThat(failure.hints()).containsExactly("jmachine unlock dev");
    }
    assertThat(stage.cloud.inventory()).hasSize(2);

    locking.set(Stage.DEV, false, stage.provider, stage.steps);
    assertThat(stage.watch.seen()).containsExactly("watch dev", "watch dev");
    removal.remove(Stage.DEV, stage.provider, false, stage.steps);
    assertThat(stage.store.exists(Stage.DEV)).isFalse();
  }

  @Test
  void a_locked_machine_carries_no_expiry_that_another_stores_gc_would_go_by() throws Exception {
    Machine machine = stage.create(HOUR);
    MachineLocking locking = new MachineLocking(stage.surroundings);

    Machine locked = locking.set(Stage.DEV, true, stage.provider, stage.steps);
    assertThat(locked.expires()).isEqualTo(machine.expires());
    assertThat(stage.cloud.inventory()).allMatch(thing -> thing.tags().expires() == null);
    extend(HOUR.multipliedBy(3));
    assertThat(stage.cloud.inventory()).allMatch(thing -> thing.tags().expires() == null);

    Machine unlocked = locking.set(Stage.DEV, false, stage.provider, stage.steps);
    assertThat(stage.cloud.inventory())
        .allSatisfy(t -> assertThat(t.tags().expires()).hasToString(unlocked.expires()));
  }

  @Test
  void forgetting_asks_no_provider_and_tells_what_may_be_left() throws Exception {
    stage.create();
    int calls = stage.cloud.calls().size();

    var left = new MachineRemoval(stage.surroundings).forget(Stage.DEV, stage.steps);

    assertThat(stage.cloud.calls()).hasSize(calls);
    assertThat(left)
        .extracting(r -> r.label())
        .containsExactly("disk disk-1", "instance instance-2");
    assertThat(stage.store.exists(Stage.DEV)).isFalse();
    assertThat(stage.contexts.urls()).isEmpty();
  }

  private Machine extend(@Nullable Duration time) throws Exception {
    return new MachineExtension(stage.surroundings)
        .extend(Stage.DEV, time, stage.provider, stage.steps);
  }

  private static MachineFailure failure(ThrowingCallable work) {
    return Objects.requireNonNull(catchThrowableOfType(MachineFailure.class, work));
  }
}
