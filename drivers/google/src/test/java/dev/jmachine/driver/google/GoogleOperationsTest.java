package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.testkit.gce.GceFault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Power, and what becomes of operations that take time or fail. */
class GoogleOperationsTest extends GoogleCase {
  @Test
  void stopStartAndStatusMakeNoCallMoreThanNeeded() throws Exception {
    google.create();
    int made = google.gce.calls().size();
    assertThat(power(PowerAction.STOP).state()).isEqualTo(MachineState.STOPPED);
    assertThat(kinds(made)).containsExactly("instances.stop", "zoneOperations.wait");
    int stopped = google.gce.calls().size();
    power(PowerAction.START);
    assertThat(kinds(stopped))
        .containsExactly("instances.get", "instances.start", "zoneOperations.wait");
    int started = google.gce.calls().size();
    google.driver.observe(google.machine());
    assertThat(kinds(started)).containsExactly("instances.get");
  }

  @Test
  @FaultCase(id = "F43", sees = "the new address")
  void aStartPicksUpTheNewAddress() throws Exception {
    HostAccess before = google.create();
    power(PowerAction.STOP);
    HostAccess after = Objects.requireNonNull(power(PowerAction.START).access());
    assertThat(after.engineHost()).isNotEqualTo(before.engineHost());
    assertThat(Objects.requireNonNull(after.ssh()).hostKeys())
        .isEqualTo(Objects.requireNonNull(before.ssh()).hostKeys());
  }

  @Test
  @FaultCase(
      id = "F8",
      sees = "nothing: it is asked again with the same request id, and there is one instance")
  void anInsertWhoseAnswerWasLostIsRepeatedAndMakesOneInstance() throws Exception {
    google.gce.faultOn("instances.insert", 2, new GceFault.AnswerLost());
    google.create();
    assertThat(google.gce.queries("instances.insert"))
        .hasSize(3)
        .extracting(query -> query.get("requestId"))
        .containsOnly(GoogleNames.requestId("instance " + GoogleSetting.INSTANCE));
    assertThat(google.gce.inventory()).hasSize(2);
  }

  @Test
  void aRequestThatIsRememberedNoMoreFindsItsInstanceByNameAndUid() throws Exception {
    google.gce.addInstance(
        "europe-west1-b",
        GoogleSetting.INSTANCE,
        Map.of("jmachine-uid", GoogleSetting.UID),
        Map.of("enable-guest-attributes", "TRUE"));
    google.create();
    google.removeAll();
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  @FaultCase(id = "F21", sees = "that it exists already; it is not touched")
  void somebodyElsesInstanceOfThatNameIsNotTakenForOurs() {
    google.gce.addInstance(
        "europe-west1-b", GoogleSetting.INSTANCE, Map.of("jmachine-uid", "other"), Map.of());
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFLICT));
    assertThat(google.ledger.entries()).extracting(Resource::kind).containsOnly(Kind.FIREWALL);
  }

  @Test
  @FaultCase(id = "F16", sees = "Google's words and reason at once, what to do; nothing is left")
  void aRefusedInsertLeavesNoEntryToSearchFor() {
    google.gce.faultOn(
        "instances.insert",
        1,
        new GceFault.Refused(403, "quotaExceeded", "Quota 'CPUS' exceeded. Limit: 0.0."));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.QUOTA);
              assertThat(e.reason()).isEqualTo("Quota 'CPUS' exceeded. Limit: 0.0 (quotaExceeded)");
              assertThat(e.see()).isEqualTo("docs/drivers/google.md#quota");
            });
    assertThat(google.ledger.entries()).extracting(Resource::kind).containsOnly(Kind.FIREWALL);
  }

  @Test
  @FaultCase(id = "F16", sees = "a zone without room: Google's code, other zones; nothing is left")
  void anOperationThatFailsForWantOfRoomSaysSoWithItsOwnCode() throws Exception {
    google.gce.faultOn("instances.insert", 1, full());
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.QUOTA);
              assertThat(e.reason()).endsWith("(ZONE_RESOURCE_POOL_EXHAUSTED)");
              assertThat(e.hints().getFirst()).startsWith("another --google-zone");
            });
    assertThat(google.ledger.entries()).extracting(Resource::kind).containsOnly(Kind.FIREWALL);
    google.removeAll();
    assertThat(google.gce.inventory()).isEmpty();
  }

  private static GceFault full() {
    return new GceFault.OperationFails("ZONE_RESOURCE_POOL_EXHAUSTED", "The zone is full.");
  }

  @Test
  void typesZonesAndOnDemandAreTriedInTheGivenOrder() throws Exception {
    google.set(GoogleOptions.SPOT, "true");
    google.set(GoogleOptions.FALLBACK, "t2a-standard-1,europe-west1-c,on-demand");
    google.gce.faultOn("instances.insert", 3, full());
    google.create();
    List<Map<String, Object>> inserts = google.gce.bodies("instances.insert");
    assertThat(inserts)
        .extracting(body -> body.get("machineType"))
        .containsExactly(
            "zones/europe-west1-b/machineTypes/e2-medium",
            "zones/europe-west1-b/machineTypes/t2a-standard-1",
            "zones/europe-west1-c/machineTypes/e2-medium",
            "zones/europe-west1-b/machineTypes/e2-medium");
    assertThat(inserts.get(1).toString()).contains("noble-arm64");
    assertThat(inserts.get(2).toString()).contains("provisioningModel=SPOT");
    assertThat(inserts.get(3).toString()).doesNotContain("SPOT");
    assertThat(google.ledger.entries()).hasSize(2);
    google.removeAll();
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  @FaultCase(id = "F15", sees = "what it is instead, and why that may be; nothing is left")
  void anInstanceThatIsPreemptedAtOnceSaysSo() throws Exception {
    google.gce.preempting();
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .withMessageContaining("it is TERMINATED");
    google.removeAll();
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  @FaultCase(id = "F45", sees = "`ls` shows Stopped; `start` starts it again, `rm` leaves nothing")
  void aSpotInstanceThatWasTakenAwayIsStoppedAndStartsAgain() throws Exception {
    google.set(GoogleOptions.SPOT, "true");
    google.create();
    google.gce.preempt(GoogleSetting.INSTANCE);
    assertThat(google.driver.observe(google.machine()).shown()).isEqualTo("Stopped");
    assertThat(power(PowerAction.START).state()).isEqualTo(MachineState.RUNNING);
    google.gce.preempt(GoogleSetting.INSTANCE);
    google.removeAll();
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  @FaultCase(id = "F13", sees = "nothing: it is waited for")
  void whatIsNotListedYetIsWaitedFor() throws Exception {
    google.gce.lag(3);
    google.create();
    assertThat(google.gce.calls().stream().filter("instances.get"::equals)).hasSize(4);
    assertThat(google.gce.inventory()).hasSize(2);
  }

  @Test
  void aCallThatKeepsFailingIsGivenUpWhereTheUserLimitsRetries() {
    google.set(GoogleOptions.RETRIES, "2");
    google.gce.faultOn("machineTypes.get", 9, GceFault.throttled());
    assertThatExceptionOfType(MachineFailure.class).isThrownBy(google::create);
    assertThat(google.gce.calls()).hasSize(3);
  }

  private Observed.Seen power(PowerAction action) throws InterruptedException {
    return (Observed.Seen)
        google.driver.power(google.machine(), action, google.steps(), google.deadline());
  }
}
