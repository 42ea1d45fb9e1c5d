package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.testkit.gce.GceFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GoogleDriverTest extends GoogleCase {
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
}
