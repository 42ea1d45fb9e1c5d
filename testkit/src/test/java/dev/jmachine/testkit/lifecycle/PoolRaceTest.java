package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.TemplateUse;
import dev.jmachine.core.lifecycle.MachineRemoval;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.pool.PoolPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What several processes do to one pool at once, and what a killed one leaves. */
class PoolRaceTest extends PoolCase {
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
