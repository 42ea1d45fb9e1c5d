package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.SshEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an instance is made of, as the user wants it. */
class GoogleInstanceTest extends GoogleCase {
  @Test
  void theNewestImageOfItsFamilyForTheProcessorIsTaken() throws Exception {
    google.create();
    assertThat(disk().toString()).contains("ubuntu-2404-noble-amd64");
    anotherProject();
    google.set(GoogleOptions.TYPE, "t2a-standard-1");
    google.set(GoogleOptions.IMAGE, "debian-13");
    google.create();
    assertThat(disk().toString()).contains("debian-13-trixie-arm64");
  }

  @Test
  void anImageOfTheUsersWinsAndItsProcessorMustFit() throws Exception {
    String arm = "ubuntu-os-cloud/global/images/ubuntu-2404-noble-arm64-v20260901";
    google.set(GoogleOptions.MACHINE_IMAGE, arm);
    assertCheckFails("it is for ARM64, the type is X86_64");
    google.set(GoogleOptions.TYPE, "t2a-standard-1");
    google.create();
    assertThat(disk().toString()).contains("projects/" + arm);
    anotherProject();
    google.set(GoogleOptions.MACHINE_IMAGE, "own-image");
    google.create();
    assertThat(disk().toString()).contains("projects/acme/global/images/own-image");
  }

  @Test
  void aFamilyNeedsItsProjectSinceAnybodyCanPublishOne() {
    google.set(GoogleOptions.IMAGE, "ubuntu-2404");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(
            e -> assertThat(e.hints()).containsExactly("--google-image PROJECT/ubuntu-2404"));
  }

  @Test
  void theInstanceIsSafeByDefault() throws Exception {
    google.create();
    assertThat(inserted())
        .containsEntry(
            "shieldedInstanceConfig",
            Map.of(
                "enableSecureBoot", true,
                "enableVtpm", true,
                "enableIntegrityMonitoring", true))
        .doesNotContainKeys("serviceAccounts", "guestAccelerators", "minCpuPlatform");
    assertThat(disk()).containsEntry("autoDelete", true).containsEntry("boot", true);
    assertThat(metadata())
        .containsEntry("block-project-ssh-keys", "TRUE")
        .containsEntry("enable-oslogin", "FALSE")
        .containsEntry("enable-guest-attributes", "TRUE")
        .containsEntry("ssh-keys", "docker-user:" + GoogleSetting.KEY + " jmachine-u1")
        .doesNotContainKey("user-data");
  }

  @Test
  void whatTheUserWantsOfTheHardwareIsAskedFor() throws Exception {
    google.set(GoogleOptions.ACCELERATOR, "count=2,type=nvidia-tesla-t4");
    google.set(GoogleOptions.CPU_PLATFORM, "Intel Ice Lake");
    google.set(GoogleOptions.SERVICE_ACCOUNT, "robot@acme.iam.gserviceaccount.com");
    google.set(GoogleOptions.NO_SECURE_BOOT, "true");
    google.set(GoogleOptions.DISK_TYPE, "hyperdisk-balanced");
    google.set(GoogleOptions.IOPS, "4000");
    google.set(GoogleOptions.THROUGHPUT, "200");
    google.create();
    assertThat(inserted())
        .containsEntry("minCpuPlatform", "Intel Ice Lake")
        .containsEntry("scheduling", Map.of("onHostMaintenance", "TERMINATE"));
    assertThat(String.valueOf(inserted().get("guestAccelerators")))
        .contains("projects/acme/zones/europe-west1-b/acceleratorTypes/nvidia-tesla-t4");
    assertThat(String.valueOf(inserted().get("serviceAccounts"))).contains("devstorage.read_only");
    assertThat(String.valueOf(inserted().get("shieldedInstanceConfig")))
        .contains("enableSecureBoot=false");
    assertThat(disk().toString())
        .contains("zones/europe-west1-b/diskTypes/hyperdisk-balanced", "provisionedIops=4000")
        .contains("provisionedThroughput=200");
  }

  @Test
  void loginIsAsTheUserWantsIt() throws Exception {
    Path key = Files.writeString(folder.resolve("id"), "a private key\n");
    Files.writeString(folder.resolve("id.pub"), "ssh-ed25519 AAAAusers alice@home\n");
    google.set(GoogleOptions.USER, "alice");
    google.set(GoogleOptions.SSH_PORT, "2222");
    google.set(GoogleOptions.SSH_KEY, key.toString());
    SshEndpoint ssh = Objects.requireNonNull(google.create().ssh());
    assertThat(ssh.user() + "@" + ssh.port()).isEqualTo("alice@2222");
    assertThat(ssh.identityFile()).isEqualTo(key.toString());
    assertThat(metadata()).containsEntry("ssh-keys", "alice:ssh-ed25519 AAAAusers jmachine-u1");
    assertThat(String.valueOf(google.gce.firewall(GoogleSetting.INSTANCE).get("allowed")))
        .contains("ports=[2222, 2376]");
  }

  @Test
  void diskMaintenanceAndTheInternalAddressAreAsTheUserWantsThem() throws Exception {
    google.set(GoogleOptions.DISK_SIZE, "50");
    google.set(GoogleOptions.MAINTENANCE, "TERMINATE");
    google.set(GoogleOptions.INTERNAL, "true");
    google.set(GoogleOptions.ALLOW, "10.0.0.0/8");
    assertThat(google.create().engineHost()).startsWith("10.132.0.");
    assertThat(String.valueOf(inserted().get("networkInterfaces"))).contains("ONE_TO_ONE_NAT");
    assertThat(disk().toString()).contains("diskSizeGb=50");
    assertThat(inserted()).containsEntry("scheduling", Map.of("onHostMaintenance", "TERMINATE"));
  }

  @Test
  void scopesAloneAreThoseOfTheProjectsDefaultAccount() throws Exception {
    google.set(GoogleOptions.SCOPES, "https://www.googleapis.com/auth/cloud-platform");
    google.create();
    assertThat(inserted().get("serviceAccounts"))
        .isEqualTo(
            List.of(
                Map.of(
                    "email",
                    "default",
                    "scopes",
                    List.of("https://www.googleapis.com/auth/cloud-platform"))));
  }

  @Test
  void whatComputeEngineDoesNotMoveIsNotPromisedToBeMoved() {
    google.set(GoogleOptions.MAINTENANCE, "MIGRATE");
    google.set(GoogleOptions.SPOT, "true");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .withMessageContaining("--google-maintenance-policy and --google-spot exclude each other");
  }

  @Test
  void anArmInstanceStartsWithoutSecureBoot() throws Exception {
    google.set(GoogleOptions.TYPE, "t2a-standard-1");
    google.create();
    assertThat(String.valueOf(inserted().get("shieldedInstanceConfig")))
        .contains("enableSecureBoot=false", "enableVtpm=true");
  }

  private Map<String, String> metadata() {
    return GoogleMetadataTest.items(inserted());
  }
}
