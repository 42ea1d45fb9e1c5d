package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.testkit.gce.GceFault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time that Compute Engine itself lets an instance run. */
class GoogleExpiryTest {
  @TempDir private Path folder;
  private GoogleSetting google;

  @BeforeEach
  void anEmptyProject() {
    google = new GoogleSetting(folder);
  }

  @AfterEach
  void close() {
    google.close();
  }

  @Test
  void anInstanceThatExpiresIsDeletedByComputeEngineThen() throws Exception {
    google.expires(in(Duration.ofHours(2)));
    google.create();
    assertThat(scheduling())
        .containsEntry("maxRunDuration", Map.of("seconds", "7200"))
        .containsEntry("instanceTerminationAction", "DELETE");
  }

  @Test
  void aTimeThatComputeEngineDoesNotTakeIsInTheLabelAlone() throws Exception {
    google.expires(in(Duration.ofDays(200)));
    google.create();
    assertThat(scheduling()).doesNotContainKey("maxRunDuration");
    assertThat(String.valueOf(google.gce.instance(GoogleSetting.INSTANCE).get("labels")))
        .contains("jmachine-expires=2026-07-20t12-00-00z");
  }

  @Test
  void aSpotInstanceIsStoppedWhenItIsPreempted() throws Exception {
    google.set(GoogleOptions.SPOT, "true");
    google.create();
    assertThat(scheduling())
        .containsEntry("provisioningModel", "SPOT")
        .containsEntry("instanceTerminationAction", "STOP")
        .containsEntry("automaticRestart", false)
        .containsEntry("onHostMaintenance", "TERMINATE");
  }

  @Test
  void aStartLetsItRunForWhatIsLeft() throws Exception {
    google.expires(in(Duration.ofHours(2)));
    google.create();
    power(PowerAction.STOP);
    google.time.advance(Duration.ofMinutes(30));
    power(PowerAction.START);
    long left = seconds();
    assertThat(left).isBetween(5300L, 5400L);
  }

  @Test
  void theEndOfOneThatRunsCannotBeMovedAndThatIsTold() throws Exception {
    google.expires(in(Duration.ofHours(2)));
    google.create();
    Instant later = in(Duration.ofHours(5));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> extend(later))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CONFLICT);
              assertThat(e.hints()).containsExactly("jmachine stop web-1 && jmachine start web-1");
            });
    assertThat(google.driver.find()).allMatch(owned -> later.equals(owned.expires()));
    power(PowerAction.STOP);
    google.expires(later);
    power(PowerAction.START);
    assertThat(seconds()).isGreaterThan(4 * 3600L);
  }

  @Test
  void forEverOfOneThatRunsHoldsFromItsNextStart() throws Exception {
    google.expires(in(Duration.ofHours(2)));
    google.create();
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> extend(null))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFLICT));
    google.expires(null);
    power(PowerAction.STOP);
    power(PowerAction.START);
    assertThat(scheduling()).containsEntry("instanceTerminationAction", "STOP");
    assertThat(seconds()).isEqualTo(Duration.ofDays(120).toSeconds());
  }

  @Test
  void aLockedMachineIsNotDeletedAfterAStart() throws Exception {
    google.expires(in(Duration.ofHours(2)));
    google.create();
    power(PowerAction.STOP);
    google.lock();
    extend(null); // as the core does for a machine that is locked
    power(PowerAction.START);
    assertThat(scheduling()).containsEntry("instanceTerminationAction", "STOP");
    assertThat(seconds()).isEqualTo(Duration.ofDays(120).toSeconds());
  }

  @Test
  void oneThatIsOnItsWayDownIsWaitedForSoThatItsTimeIsSet() throws Exception {
    google.expires(in(Duration.ofHours(2)));
    google.create();
    google.gce.stopping(GoogleSetting.INSTANCE, 2);
    google.time.advance(Duration.ofMinutes(30));
    power(PowerAction.START);
    assertThat(seconds()).isBetween(5000L, 5400L);
  }

  @Test
  void labelsAreReadAnewWhereSomebodyWasQuickerOrTheAnswerWasLost() throws Exception {
    google.expires(in(Duration.ofHours(2)));
    google.create();
    Instant sooner = in(Duration.ofHours(1));
    google.gce.faultOn(
        "instances.setLabels",
        1,
        new GceFault.Refused(412, "conditionNotMet", "Labels fingerprint either invalid"));
    google.gce.faultOn("instances.setLabels", 1, new GceFault.AnswerLost());
    extend(sooner);
    assertThat(google.driver.find()).hasSize(2).allMatch(o -> sooner.equals(o.expires()));
  }

  @Test
  void anEarlierEndIsOursToKeepAndNotRefused() throws Exception {
    google.expires(in(Duration.ofHours(2)));
    google.create();
    Instant sooner = in(Duration.ofHours(1));
    extend(sooner);
    assertThat(google.driver.find()).hasSize(2).allMatch(o -> sooner.equals(o.expires()));
  }

  @Test
  void forEverIsTheLongestTimeThatThereIsWithAStopAtItsEnd() throws Exception {
    google.expires(in(Duration.ofHours(2)));
    google.create();
    power(PowerAction.STOP);
    extend(null);
    assertThat(scheduling())
        .containsEntry("maxRunDuration", Map.of("seconds", "" + Duration.ofDays(120).toSeconds()))
        .containsEntry("instanceTerminationAction", "STOP");
    assertThat(google.driver.find()).allMatch(owned -> owned.expires() == null);
  }

  private Instant in(Duration time) {
    return google.time.instant().plus(time).truncatedTo(ChronoUnit.SECONDS);
  }

  private void extend(@Nullable Instant moment) throws InterruptedException {
    google.driver.extend(google.machine(), moment, google.deadline());
  }

  private void power(PowerAction action) throws InterruptedException {
    google.driver.power(google.machine(), action, google.steps(), google.deadline());
  }

  private long seconds() {
    return Long.parseLong(
        String.valueOf(
            ((Map<?, ?>) Objects.requireNonNull(scheduling().get("maxRunDuration")))
                .get("seconds")));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> scheduling() {
    return (Map<String, Object>)
        Objects.requireNonNull(google.gce.instance(GoogleSetting.INSTANCE).get("scheduling"));
  }
}
