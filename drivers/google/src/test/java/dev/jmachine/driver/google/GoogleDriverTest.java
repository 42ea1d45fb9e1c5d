package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.testkit.gce.GceFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoogleDriverTest {
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
  void aCreateMakesNineKindsOfCall() throws Exception {
    HostAccess access = google.create();
    assertThat(kinds(0))
        .containsExactly(
            "machineTypes.get",
            "networks.get",
            "images.getFromFamily",
            "firewalls.insert",
            "instances.insert",
            "zoneOperations.wait",
            "globalOperations.wait",
            "instances.get",
            "instances.getGuestAttributes");
    SshEndpoint ssh = Objects.requireNonNull(access.ssh());
    assertThat(ssh.user()).isEqualTo("docker-user");
    assertThat(ssh.hostKeys()).contains(new HostKey(GoogleSetting.KEY)).hasSize(2);
    assertThat(access.engineUrl()).isEqualTo("tcp://" + ssh.host() + ":2376");
    assertThat(access.names()).hasSize(2);
  }

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
  void theHostsKeysAreWaitedForWhileItBoots() throws Exception {
    google.gce.slowGuest(4);
    google.create();
    assertThat(google.gce.calls().stream().filter(c -> c.endsWith("getGuestAttributes")))
        .hasSize(5);
  }

  @Test
  void aGuestThatPublishesNoKeysIsNotConnectedTo() throws Exception {
    google.gce.slowGuest(1_000_000);
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(
            e -> {
              assertThat(e.reason()).isEqualTo("its guest has published none in 5 minutes");
              assertThat(e.hints().getFirst()).startsWith("--google-host-keys cloud-init");
            });
    google.removeAll();
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  void aHostKeyOfOursGoesInByCloudInitWhereWanted() throws Exception {
    google.set(GoogleOptions.HOST_KEYS, "cloud-init");
    HostAccess access = google.create();
    assertThat(Objects.requireNonNull(access.ssh()).hostKeys())
        .containsExactly(new HostKey(GoogleSetting.KEY));
    assertThat(google.gce.calls()).doesNotContain("instances.getGuestAttributes");
    assertThat(inserted().toString()).contains("text/cloud-config");
  }

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
  void everythingSaysWhoseItIsInTheCallThatMakesIt() throws Exception {
    google.set(GoogleOptions.LABEL, "team:web", "stage=test");
    google.set(GoogleOptions.VM_LABELS, "cost,7");
    google.create();
    assertThat(String.valueOf(inserted().get("labels")))
        .contains("jmachine-uid=u1", "jmachine-name=web-1", "team=web", "stage=test", "cost=7")
        .contains("jmachine-created=2026-01-01t12-00-00z");
    assertThat(disk().toString()).contains("jmachine-uid=u1");
    assertThat(String.valueOf(google.gce.bodies("firewalls.insert").getFirst().get("description")))
        .contains("jmachine-uid=u1", "jmachine-created=2026-01-01T12%3A00%3A00Z");
  }

  @Test
  void theRuleIsForOneInstanceAndOpenToTheCallerAlone() throws Exception {
    google.set(GoogleOptions.OPEN_PORT, "8080", "53/udp", "8000-8010");
    google.set(GoogleOptions.TAGS, "office, lab");
    google.create();
    Map<String, Object> rule = google.gce.firewall(GoogleSetting.INSTANCE);
    assertThat(rule)
        .containsEntry("sourceRanges", List.of("198.51.100.7/32"))
        .containsEntry("targetTags", List.of(GoogleSetting.INSTANCE))
        .containsEntry("network", "projects/acme/global/networks/default")
        .containsEntry(
            "allowed",
            List.of(
                Map.of("IPProtocol", "tcp", "ports", List.of("22", "2376", "8080", "8000-8010")),
                Map.of("IPProtocol", "udp", "ports", List.of("53"))));
    assertThat(inserted().get("tags"))
        .isEqualTo(Map.of("items", List.of(GoogleSetting.INSTANCE, "office", "lab")));
  }

  @Test
  void whoAsksForTheWorldMustSaySo() throws Exception {
    google.set(GoogleOptions.ALLOW, "0.0.0.0/0");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE));
    google.set(GoogleOptions.WORLD, "true");
    google.create();
    assertThat(google.gce.firewall(GoogleSetting.INSTANCE))
        .containsEntry("sourceRanges", List.of("0.0.0.0/0"));
  }

  @Test
  void aRangeOfIpv6IsRefusedBeforeAnythingIsMade() {
    google.set(GoogleOptions.ALLOW, "198.51.100.0/24", "2001:db8::/32");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .withMessageContaining("from 2001:db8")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE));
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  void withoutAnAddressOfTheCallersTheFlagIsTold() {
    google.gce.callerAddress("<html>proxy</html>");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(e -> assertThat(e.hints().getFirst()).startsWith("--google-allow-cidr"));
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  void rulesOfTheUsersServeWhereNoneIsToBeMade() throws Exception {
    google.set(GoogleOptions.NO_FIREWALL, "true");
    google.set(GoogleOptions.TAGS, "docker");
    google.create();
    assertThat(inserted().get("tags"))
        .isEqualTo(Map.of("items", List.of("docker-machine", "docker")));
    assertThat(google.gce.calls()).doesNotContain("firewalls.insert");
    google.removeAll();
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  void aSubnetworkNamesTheNetworkOfTheRule() throws Exception {
    google.set(GoogleOptions.SUBNETWORK, "office-eu");
    google.create();
    assertThat(google.gce.firewall(GoogleSetting.INSTANCE))
        .containsEntry("network", "projects/acme/global/networks/office");
    assertThat(String.valueOf(inserted().get("networkInterfaces")))
        .contains("subnetwork=projects/acme/regions/europe-west1/subnetworks/office-eu");
  }

  @Test
  void aNetworkThatMakesNoSubnetworksAndOneThatIsNotThereAreToldBeforeAnythingIsMade() {
    google.set(GoogleOptions.NETWORK, "office");
    assertCheckFails("it makes none by itself");
    anotherProject();
    google.gce.dropDefaultNetwork();
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CHECK);
              assertThat(e.hints().getFirst()).startsWith("--google-network");
            });
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  void aReservedAddressIsUsedAndStays() throws Exception {
    google.set(GoogleOptions.ADDRESS, "reserved");
    assertThat(google.create().engineHost()).isEqualTo("203.0.113.77");
  }

  @Test
  void anInternalAddressIsUsedWhereWanted() throws Exception {
    google.set(GoogleOptions.INTERNAL_ONLY, "true");
    google.set(GoogleOptions.ALLOW, "10.0.0.0/8");
    assertThat(google.create().engineHost()).startsWith("10.132.0.");
    assertThat(String.valueOf(inserted().get("networkInterfaces"))).doesNotContain("NAT");
  }

  @Test
  void anInstanceWithoutAnExternalAddressSaysWhatToDo() throws Exception {
    google.gce.addressless();
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(e -> assertThat(e.hints().getFirst()).startsWith("--google-use-internal-ip"));
    google.removeAll();
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  void anOrganizationsPolicyIsToldAsOne() {
    google.gce.faultOn(
        "instances.insert",
        1,
        new GceFault.Refused(
            412, "conditionNotMet", "Constraint constraints/compute.vmExternalIpAccess violated"));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.INVALID);
              assertThat(e.see()).endsWith("#policies-of-an-organization");
            });
  }

  @Test
  void fiveHundredMachinesOfAProjectAreSeenInExactlyThePagesNeeded() throws Exception {
    List<Machine> machines = new ArrayList<>();
    List<String> zones = List.of("us-central1-a", "europe-west1-b", "europe-west1-c");
    for (int i = 0; i < 500; i++) {
      String name =
          google.gce.addInstance(
              zones.get(i % 3), "jm-m" + i, Map.of("jmachine-uid", "u" + i), Map.of());
      machines.add(machine("m" + i, zones.get(i % 3), name));
    }
    int before = google.gce.calls().size();
    Map<MachineName, Observed> seen = google.driver.observeAll(machines);
    assertThat(seen).hasSize(500);
    assertThat(seen.values()).allMatch(o -> o.shown().equals("Running"));
    assertThat(google.gce.calls()).hasSize(before + 1);
    google.gce.page(50);
    google.driver.observeAll(machines);
    assertThat(google.gce.calls()).hasSize(before + 1 + 10);
  }

  @Test
  void aZoneThatDoesNotAnswerSpoilsOnlyItsOwnMachines() throws Exception {
    Map<String, String> labels = Map.of("jmachine-uid", "u");
    google.gce.addInstance("us-central1-a", "jm-good", labels, Map.of());
    google.gce.addInstance("europe-west1-c", "jm-bad", labels, Map.of());
    google.gce.unreachable("europe-west1-c");
    Map<MachineName, Observed> seen =
        google.driver.observeAll(
            List.of(
                machine("good", "us-central1-a", "jm-good"),
                machine("bad", "europe-west1-c", "jm-bad")));
    assertThat(shown(seen, "good")).isEqualTo("Running");
    assertThat(shown(seen, "bad")).isEqualTo("Unreachable");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> google.driver.find())
        .withMessageContaining("europe-west1-c does not answer");
  }

  @Test
  void thePlanShowsWhatWouldBeMadeAndMakesNothing() throws Exception {
    google.set(GoogleOptions.TAGS, "office");
    List<PlannedResource> plan = google.driver.plan(GoogleSetting.NAME, google.values());
    assertThat(plan).extracting(PlannedResource::kind).containsExactly("firewall rule", "instance");
    assertThat(plan.getFirst().details())
        .containsEntry("ports", "22/tcp, 2376/tcp")
        .containsEntry("open to", "198.51.100.7/32");
    assertThat(plan.getFirst().details()).containsEntry("for network tag", "jm-web-1-uid");
    assertThat(plan).extracting(PlannedResource::name).containsOnly("jm-web-1-uid");
    assertThat(plan.getLast().details())
        .containsEntry("boot disk", "16 GB pd-balanced, deleted with the instance")
        .containsEntry("network tags", "jm-web-1-uid, office")
        .containsEntry("service account", "none")
        .hasEntrySatisfying("labels", l -> assertThat(l).contains("jmachine-name=web-1"));
    assertThat(google.gce.inventory()).isEmpty();
  }

  @Test
  void theConsoleIsReadAndItsAbsenceIsNoFailure() throws Exception {
    google.create();
    assertThat(google.driver.console(google.machine(), 1))
        .containsExactly("console of " + GoogleSetting.INSTANCE);
    google.gce.faultOn("instances.getSerialPortOutput", 1, GceFault.forbidden("x"));
    assertThat(google.driver.console(google.machine(), 1)).isEmpty();
  }

  @Test
  void aCallThatKeepsFailingIsGivenUpWhereTheUserLimitsRetries() {
    google.set(GoogleOptions.RETRIES, "2");
    google.gce.faultOn("machineTypes.get", 9, GceFault.throttled());
    assertThatExceptionOfType(MachineFailure.class).isThrownBy(google::create);
    assertThat(google.gce.calls()).hasSize(3);
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

  @Test
  void aNameThatGoogleWouldNotTakeIsMadeOne() {
    assertThat(GoogleNames.of(new MachineName("My.Host"), "u1")).isEqualTo("jm-my-host-u1");
    String longest = GoogleNames.of(new MachineName("a".repeat(63)), "abcdefghij12");
    assertThat(longest).hasSizeLessThanOrEqualTo(60).endsWith("-abcdefghij12");
  }

  private static String shown(Map<MachineName, Observed> seen, String name) {
    return Objects.requireNonNull(seen.get(new MachineName(name))).shown();
  }

  private Machine machine(String name, String zone, String instance) {
    Map<String, String> attributes =
        Map.of("project", "acme", "zone", zone, "endpoint", google.gce.endpoint());
    Resource resource = new Resource(Kind.INSTANCE, instance, instance, attributes);
    return Machine.reserved(
            new MachineName(name), "u", "2026-01-01T00:00:00Z", google.machine().spec())
        .withLedger(List.of(resource));
  }

  private void anotherProject() {
    google.close();
    google = new GoogleSetting(folder);
  }

  private Map<String, Object> inserted() {
    return google.gce.bodies("instances.insert").getLast();
  }

  private Map<String, Object> disk() {
    return objects(inserted(), "disks").getFirst();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> objects(Map<String, Object> in, String name) {
    return (List<Map<String, Object>>) Objects.requireNonNull(in.get(name));
  }

  private Map<String, String> metadata() {
    return GoogleMetadataTest.items(inserted());
  }

  private List<String> kinds(int from) {
    List<String> calls = google.gce.calls();
    return calls.subList(from, calls.size()).stream().distinct().toList();
  }

  private Observed.Seen power(PowerAction action) throws InterruptedException {
    return (Observed.Seen)
        google.driver.power(google.machine(), action, google.steps(), google.deadline());
  }

  private void assertCheckFails(String reason) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CHECK);
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.hints()).isNotEmpty();
            });
  }
}
