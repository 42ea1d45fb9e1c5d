package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.testkit.gce.GceFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules, networks and addresses, the instance's own and the user's. */
class GoogleNetworkTest extends GoogleCase {
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
}
