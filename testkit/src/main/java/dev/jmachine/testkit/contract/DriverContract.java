package dev.jmachine.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.testkit.Fault;
import dev.jmachine.testkit.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The tests that every driver passes. A capability is tested unless the driver declares that it
 * lacks it; then the tests look at the reason that it gives and at how the core refuses.
 */
public abstract class DriverContract {
  @TempDir private Path folder;

  /**
   * A driver on an empty provider.
   *
   * @param folder empty; to be the store's folder in the driver's context
   */
  protected abstract DriverUnderTest start(Path folder) throws IOException;

  private Life life(String name) throws IOException {
    return new Life(start(Files.createDirectory(folder.resolve(name))), name);
  }

  @Test
  void a_create_ends_with_an_access_and_a_ledger_with_every_id() throws Exception {
    Life life = life("web");
    HostAccess access = life.create();
    assertThat(access.engineHost()).isNotBlank();
    assertThat(life.ledger.entries())
        .hasSameSizeAs(life.subject.inventory())
        .allSatisfy(resource -> assertThat(resource.id()).isNotNull());
    assertThat(life.observe())
        .isInstanceOfSatisfying(
            Observed.Seen.class, seen -> assertThat(seen.state()).isEqualTo(MachineState.RUNNING));
  }

  @Test
  void check_and_plan_make_nothing() throws Exception {
    Life life = life("web");
    life.driver.check(life.machine().machineName(), life.subject.options(), life.steps());
    assertThat(life.driver.plan(life.machine().machineName(), life.subject.options())).isNotEmpty();
    assertThat(life.subject.inventory()).isEmpty();
  }

  @Test
  void a_create_that_goes_on_with_its_ledger_makes_nothing_twice() throws Exception {
    Life life = life("web");
    HostAccess first = life.create();
    List<Resource> entries = life.ledger.entries();
    List<String> inventory = life.subject.inventory();
    assertThat(life.create()).isEqualTo(first);
    assertThat(life.ledger.entries()).isEqualTo(entries);
    assertThat(life.subject.inventory()).isEqualTo(inventory);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "HANGS.*")
  void after_a_fault_at_any_call_of_a_create_the_ledger_removes_everything(Fault fault)
      throws Exception {
    int calls = callsOfACreate();
    for (int call = 1; call <= calls; call++) {
      Life life = life("web-" + call);
      List<String> foreign = life.subject.addForeign("web-" + call);
      life.subject.faultAt(call, fault);
      if (endsWell(life::create, fault, "create with the fault " + fault + " at call " + call)) {
        assertThat(life.subject.inventory()).hasSize(foreign.size() + life.ledger.entries().size());
      }
      life.removeAll();
      assertThat(life.subject.inventory())
          .as("left after %s at call %d", fault, call)
          .containsExactlyInAnyOrderElementsOf(foreign);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "HANGS.*")
  void a_removal_that_fails_at_any_call_is_finished_by_the_next(Fault fault) throws Exception {
    Life whole = life("whole");
    whole.create();
    int before = whole.subject.calls();
    whole.removeAll();
    assertThat(whole.subject.inventory()).isEmpty();
    for (int call = 1; call <= whole.subject.calls() - before; call++) {
      Life life = life("web-" + call);
      List<String> foreign = life.subject.addForeign("web-" + call);
      life.create();
      life.subject.faultAt(before + call, fault);
      endsWell(() -> removed(life), fault, "removal with the fault " + fault + " at call " + call);
      life.removeAll();
      assertThat(life.subject.inventory())
          .as("left after %s at call %d", fault, call)
          .containsExactlyInAnyOrderElementsOf(foreign);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "HANGS.*")
  void a_create_that_hangs_at_any_call_can_be_interrupted_and_taken_back(Fault hang)
      throws Exception {
    int calls = callsOfACreate();
    for (int call = 1; call <= calls; call++) {
      Life life = life("web-" + call);
      List<String> foreign = life.subject.addForeign("web-" + call);
      life.subject.faultAt(call, hang);
      Thread create = inBackground(life::create);
      life.subject.awaitHang();
      create.interrupt();
      assertThat(create.join(Duration.ofSeconds(20))).as("ends when it is interrupted").isTrue();
      life.removeAll();
      assertThat(life.subject.inventory())
          .as("left after %s at call %d", hang, call)
          .containsExactlyInAnyOrderElementsOf(foreign);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "HANGS.*")
  void what_a_process_killed_at_any_call_has_made_is_removed_by_the_next(Fault hang)
      throws Exception {
    int calls = callsOfACreate();
    for (int call = 1; call <= calls; call++) {
      Life life = life("web-" + call);
      List<String> foreign = life.subject.addForeign("web-" + call);
      life.subject.faultAt(call, hang);
      Thread create = inBackground(life::create);
      life.subject.awaitHang();
      life.afterKill().removeAll();
      assertThat(life.subject.inventory())
          .as("left after a kill at call %d", call)
          .containsExactlyInAnyOrderElementsOf(foreign);
      create.interrupt();
    }
  }

  @Test
  void what_is_not_found_right_after_it_was_made_is_waited_for() throws Exception {
    Life life = life("web");
    assumeTrue(life.subject.lag(3), "this provider is always consistent");
    assertThat(life.create().engineHost()).isNotBlank();
    life.removeAll();
    assertThat(life.subject.inventory()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_create_that_cannot_succeed_says_why_and_what_to_type(Predicament predicament)
      throws Exception {
    Life life = life("web");
    OptionValues options = life.subject.arrange(predicament).orElse(null);
    assumeTrue(options != null, "this provider knows no such thing");
    assertThatThrownBy(
            () -> {
              life.driver.check(life.machine().machineName(), options, life.steps());
              life.create(options, null);
            })
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(predicament.isToldBy(failure.kind())).as(failure.toString()).isTrue();
              assertThat(failure.what()).isNotBlank().doesNotEndWith(".");
              assertThat(failure.reason()).isNotBlank().doesNotEndWith(".");
              assertThat(failure.hints()).as("what to type").isNotEmpty();
              assertThat(failure.toString()).doesNotContain(life.subject.secrets());
            });
    life.removeAll();
    assertThat(life.subject.inventory()).isEmpty();
  }

  @Test
  void asking_about_many_machines_costs_no_more_calls_than_about_one() throws Exception {
    Life life = life("web");
    life.create();
    Life other = new Life(life.subject, "other");
    other.create();
    int before = life.subject.calls();
    life.driver.observeAll(List.of(life.machine()));
    int one = life.subject.calls() - before;
    life.driver.observeAll(List.of(life.machine(), other.machine()));
    assertThat(life.subject.calls() - before - one).isEqualTo(one);
  }

  @Test
  void deleting_twice_is_fine_and_touches_no_other_machine() throws Exception {
    Life life = life("web");
    Life other = new Life(life.subject, "db");
    other.create();
    List<String> others = other.subject.inventory();
    life.create();
    List<Resource> entries = life.ledger.entries();
    life.removeAll();
    for (Resource resource : entries.reversed()) {
      life.driver.delete(life.machine(), resource, life.deadline());
    }
    assertThat(life.subject.inventory()).isEqualTo(others);
  }

  @Test
  void an_intent_whose_call_was_never_made_deletes_as_gone() throws Exception {
    Life made = life("web");
    made.create();
    Life life = new Life(made.subject, "db");
    List<String> inventory = made.subject.inventory();
    for (Resource entry : made.ledger.entries()) {
      String token = entry.token().replace(made.uid(), life.uid());
      assertThat(token).as("a token holds the machine's uid").isNotEqualTo(entry.token());
      life.ledger.intend(entry.kind(), token, entry.attributes());
    }
    life.removeAll();
    assertThat(life.subject.inventory()).isEqualTo(inventory);
  }

  @Test
  void a_host_removed_by_hand_reads_as_gone_and_removes_without_complaint() throws Exception {
    Life life = life("web");
    life.create();
    life.subject.removeByHand("web");
    assertThat(life.observe()).isEqualTo(new Observed.Gone());
    life.removeAll();
  }

  @Test
  void asking_about_many_machines_answers_for_exactly_those() throws Exception {
    Life life = life("web");
    Life absent = new Life(life.subject, "absent");
    Life other = new Life(life.subject, "other");
    life.create();
    other.create();
    var answers = life.driver.observeAll(List.of(life.machine(), absent.machine()));
    assertThat(answers)
        .containsOnlyKeys(life.machine().machineName(), absent.machine().machineName())
        .containsEntry(absent.machine().machineName(), new Observed.Gone())
        .containsEntry(life.machine().machineName(), life.observe());
  }

  @Test
  void the_state_follows_the_power_and_twice_is_fine() throws Exception {
    assumeTrue(can(Capability.START_STOP), "refusals are tested elsewhere");
    Life life = life("web");
    life.create();
    for (int i = 0; i < 2; i++) {
      assertThat(state(life.power(PowerAction.STOP))).isEqualTo(MachineState.STOPPED);
    }
    assertThat(state(life.observe())).isEqualTo(MachineState.STOPPED);
    for (int i = 0; i < 2; i++) {
      Observed started = life.power(PowerAction.START);
      assertThat(state(started)).isEqualTo(MachineState.RUNNING);
      assertThat(((Observed.Seen) started).access()).as("access after a start").isNotNull();
    }
  }

  @Test
  void a_kill_ends_the_host_at_once() throws Exception {
    assumeTrue(can(Capability.KILL), "refusals are tested elsewhere");
    Life life = life("web");
    life.create();
    for (int i = 0; i < 2; i++) {
      assertThat(state(life.power(PowerAction.KILL))).isEqualTo(MachineState.STOPPED);
    }
  }

  @Test
  void what_is_found_by_owner_is_what_exists() throws Exception {
    assumeTrue(can(Capability.FIND), "refusals are tested elsewhere");
    Life life = life("web");
    life.create();
    int made = life.subject.inventory().size();
    life.subject.addForeign("web");
    assertThat(found(life))
        .hasSize(made)
        .allSatisfy(
            owned -> {
              assertThat(owned.machineName()).isEqualTo("web");
              assertThat(owned.machineUid()).isEqualTo(life.uid());
              assertThat(owned.owner()).isEqualTo(life.subject.context().owner());
              assertThat(owned.created()).isNotNull();
            });
    int all = life.subject.inventory().size();
    for (var owned : found(life).reversed()) {
      life.driver.delete(life.machine(), owned.resource(), life.deadline());
    }
    assertThat(life.subject.inventory()).hasSize(all - made);
  }

  /** Of this machine: somebody else's may have the same name, not the same uid. */
  private static List<OwnedResource> found(Life life) throws Exception {
    return life.driver.find().stream()
        .filter(owned -> owned.machineUid().equals(life.uid()))
        .toList();
  }

  @Test
  void everything_carries_its_expiry_which_can_be_moved() throws Exception {
    assumeTrue(can(Capability.FIND) && can(Capability.EXPIRY), "refusals are tested elsewhere");
    Life life = life("web");
    Instant first = life.subject.context().clock().instant().plusSeconds(7200);
    life.create(life.subject.options(), first);
    assertThat(life.driver.find()).isNotEmpty().allMatch(o -> first.equals(o.expires()));
    Instant later = first.plusSeconds(3600);
    for (int i = 0; i < 2; i++) {
      extend(life, later);
      assertThat(life.driver.find()).isNotEmpty().allMatch(o -> later.equals(o.expires()));
    }
    extend(life, null);
    assertThat(life.driver.find()).isNotEmpty().allMatch(o -> o.expires() == null);
  }

  /** A provider that can't move the end of a host that runs says so, and what to type. */
  private static void extend(Life life, @Nullable Instant expires) throws Exception {
    try {
      life.driver.extend(life.machine(), expires, life.deadline());
    } catch (MachineFailure refused) {
      assertThat(refused.kind()).isEqualTo(FailureKind.CONFLICT);
      assertThat(refused.hints()).as("what to type").isNotEmpty();
      life.power(PowerAction.STOP);
      life.driver.extend(life.machine(), expires, life.deadline());
    }
  }

  @Test
  void what_a_driver_lacks_is_refused_with_its_reason() throws Exception {
    Life life = life("web");
    DriverInfo info = life.subject.provider().info();
    life.create();
    int calls = life.subject.calls();
    info.lacks()
        .forEach(
            (capability, reason) -> {
              assertThat(reason).as("reason for lacking %s", capability).isNotBlank();
              assertThat(reason).doesNotEndWith(".").doesNotContain("\n");
              Refusals.check(life, capability, reason);
            });
    assertThat(life.subject.calls()).as("calls to the provider for refusals").isEqualTo(calls);
  }

  @Test
  void nothing_that_is_stored_or_told_holds_a_secret() throws Exception {
    DriverUnderTest subject = start(Files.createDirectory(folder.resolve("stored")));
    RecordingProgress progress = new RecordingProgress();
    Machine machine = Stored.create(subject, progress);
    assertThat(machine.access()).isNotNull();
    assertThat(progress.events().toString()).doesNotContain(subject.secrets());
    for (Path file : Stored.files(subject)) {
      assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(subject.secrets());
    }
  }

  @Test
  void options_are_named_after_the_driver_and_secrets_have_no_default() throws Exception {
    DriverInfo info = life("web").subject.provider().info();
    assertThat(info.name()).isEqualTo(info.name().toLowerCase(Locale.ROOT));
    assertThat(info.options())
        .allSatisfy(
            option -> {
              assertThat(option.name()).startsWith(info.name() + "-");
              assertThat(option.help()).isNotBlank().doesNotEndWith(".");
              assertThat(option.secret() && option.defaultValue() != null).isFalse();
            });
  }

  private int callsOfACreate() throws Exception {
    Life whole = life("whole");
    whole.create();
    return whole.subject.calls();
  }

  /** Whether it ended well, which only a fault that may pass lets it do. */
  private static boolean endsWell(Callable<?> story, Fault fault, String what) throws Exception {
    try {
      story.call();
    } catch (MachineFailure | InterruptedException expected) {
      return false;
    }
    assertThat(fault).as(what).isIn(Fault.THROTTLED, Fault.ANSWER_LOST);
    return true;
  }

  private static boolean removed(Life life) throws Exception {
    life.removeAll();
    return true;
  }

  private static Thread inBackground(Callable<?> story) {
    return Thread.ofVirtual().start(new FutureTask<>(story));
  }

  private boolean can(Capability capability) throws IOException {
    Path probe = Files.createTempDirectory(folder, "probe");
    return start(probe).provider().info().can(capability);
  }

  private static MachineState state(Observed observed) {
    assertThat(observed).isInstanceOf(Observed.Seen.class);
    return ((Observed.Seen) observed).state();
  }
}
