package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.FindRequest;
import dev.jmachine.core.driver.TemplateUse;
import dev.jmachine.core.lifecycle.Leftover;
import dev.jmachine.core.lifecycle.Sweep;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.pool.PoolPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The machine that a create leaves for the next one. */
class SpareTest extends PoolCase {
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
}
