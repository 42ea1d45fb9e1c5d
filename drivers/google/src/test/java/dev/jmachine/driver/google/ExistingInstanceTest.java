package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.testkit.gce.GceFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine made of an instance that was there: it gets a login, and loses it again. */
class ExistingInstanceTest {
  private static final String NAME = GoogleSetting.NAME.value();
  private static final String THEIRS = "me:ssh-ed25519 AAAAmine me@home";

  @TempDir private Path folder;
  private GoogleSetting google;

  @BeforeEach
  void anInstanceOfTheUsers() {
    google = new GoogleSetting(folder);
    google.set(GoogleOptions.EXISTING, "true");
    google.gce.addInstance(
        "europe-west1-b",
        NAME,
        Map.of("team", "web"),
        Map.of("ssh-keys", THEIRS, "team", "web", "enable-guest-attributes", "TRUE"));
  }

  @AfterEach
  void close() {
    google.close();
  }

  @Test
  void itGetsALoginAndARuleAndIsNotDeleted() throws Exception {
    HostAccess access = created();
    assertThat(access.engineHost()).startsWith("192.0.2.");
    assertThat(google.gce.calls()).doesNotContain("instances.insert", "machineTypes.get");
    assertThat(metadata())
        .containsEntry("team", "web")
        .containsEntry("ssh-keys", THEIRS + "\ndocker-user:" + GoogleSetting.KEY + " jmachine-u1");
    assertThat(String.valueOf(google.gce.instance(NAME).get("tags"))).contains("jm-web-1-u1");
    google.removeAll();
    assertThat(google.gce.inventory()).containsExactly(NAME);
    assertThat(metadata()).containsEntry("ssh-keys", THEIRS);
    assertThat(String.valueOf(google.gce.instance(NAME).get("tags"))).doesNotContain("jm-web-1-u1");
  }

  private HostAccess created() throws Exception {
    google.gce.slowGuest(0);
    google.set(GoogleOptions.HOST_KEY, GoogleSetting.KEY);
    return google.create();
  }

  private Map<String, String> metadata() {
    return GoogleMetadataTest.items(google.gce.instance(NAME));
  }

  @Test
  void itIsSeenStoppedAndStartedLikeAnyOther() throws Exception {
    created();
    assertThat(google.driver.observeAll(List.of(google.machine())).values())
        .extracting(Observed::shown)
        .containsExactly("Running");
    google.driver.power(google.machine(), PowerAction.STOP, google.steps(), google.deadline());
    assertThat(google.driver.observe(google.machine()).shown()).isEqualTo("Stopped");
    assertThat(google.driver.find()).hasSize(1);
  }

  @Test
  void aChangeThatSomebodyElseWasQuickerWithIsMadeAnew() throws Exception {
    google.gce.faultOn(
        "instances.setMetadata",
        1,
        new GceFault.Refused(412, "conditionNotMet", "Supplied fingerprint does not match"));
    created();
    assertThat(google.gce.bodies("instances.setMetadata")).hasSize(2);
  }

  @Test
  void theHostKeyThatItPublishesIsTakenAndWithoutOneTheUserIsAsked() throws Exception {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(e -> assertThat(e.hints().getFirst()).startsWith("--google-host-key"));
    HostAccess access = google.create(); // the stub's guest has written it by now
    assertThat(Objects.requireNonNull(access.ssh()).hostKeys())
        .contains(new HostKey(GoogleSetting.KEY));
  }

  @Test
  void oneThatIsNotThereFailsTheCheck() {
    google.set(GoogleOptions.ZONE, "us-central1-a");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CHECK);
              assertThat(e.hints().getFirst()).isEqualTo("gcloud compute instances list");
            });
  }

  @Test
  void itCannotBeToldToEndByItself() {
    google.expires(google.time.instant().plusSeconds(3600));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(this::created)
        .withMessageContaining("exclude each other");
    assertThat(google.gce.inventory()).containsExactly(NAME);
  }
}
