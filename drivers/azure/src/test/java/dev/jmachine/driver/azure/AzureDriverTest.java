package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AzureDriverTest extends AzureCase {
  @Test
  void aMachineIsAGroupOfItsOwnWithAllThatItNeeds() throws Exception {
    HostAccess access = azure.create();
    assertThat(azure.arm.inventory())
        .containsExactlyInAnyOrder(
            GROUP,
            of("Microsoft.Network/networkSecurityGroups/" + GROUP + "-nsg"),
            of("Microsoft.Network/virtualNetworks/" + GROUP + "-vnet"),
            of("Microsoft.Network/publicIPAddresses/" + GROUP + "-ip"),
            of("Microsoft.Network/networkInterfaces/" + GROUP + "-nic"),
            of("Microsoft.Compute/disks/" + GROUP + "-disk"),
            of("Microsoft.Compute/virtualMachines/" + GROUP));
    SshEndpoint ssh = Objects.requireNonNull(access.ssh());
    assertThat(ssh.user()).isEqualTo("docker-user");
    assertThat(ssh.hostKeys()).containsExactly(new HostKey(AzureSetting.KEY));
    assertThat(access.engineUrl()).isEqualTo("tcp://192.0.2.2:2376");
    assertThat(access.names()).containsExactly("192.0.2.2", "192.168.0.4");
  }

  @Test
  void everythingIsTaggedInTheCallThatMakesIt() throws Exception {
    azure.set(AzureOptions.TAGS, "team,web,jmachine:uid,forged");
    azure.create();
    assertThat(azure.arm.inventory())
        .allSatisfy(
            entry ->
                assertThat(azure.arm.tags(entry))
                    .containsEntry("jmachine:uid", AzureSetting.UID)
                    .containsEntry("jmachine:name", "web-1")
                    .containsEntry("team", "web")
                    .containsKeys("jmachine:owner", "jmachine:store", "jmachine:created"));
  }

  @Test
  void theMachineIsSafeAndGoesWithAllOfItsParts() throws Exception {
    azure.create();
    Map<?, ?> vm = vm();
    assertThat(at(vm, "storageProfile", "osDisk"))
        .isEqualTo(
            Map.of(
                "name",
                GROUP + "-disk",
                "createOption",
                "FromImage",
                "caching",
                "ReadWrite",
                "diskSizeGB",
                30L,
                "deleteOption",
                "Delete",
                "managedDisk",
                Map.of("storageAccountType", "StandardSSD_LRS")));
    assertThat(at(vm, "osProfile", "linuxConfiguration").get("disablePasswordAuthentication"))
        .isEqualTo(true);
    assertThat(vm.containsKey("priority")).isFalse();
    Map<?, ?> card = map(list(at(vm, "networkProfile").get("networkInterfaces")).getFirst());
    assertThat(map(card.get("properties")).get("deleteOption")).isEqualTo("Delete");
    Map<?, ?> configuration =
        map(list(properties("PUT networkInterfaces").get("ipConfigurations")).getFirst());
    assertThat(at(configuration, "properties", "publicIPAddress", "properties"))
        .isEqualTo(Map.of("deleteOption", "Delete"));
    Map<?, ?> address = azure.arm.requests("PUT publicIPAddresses").getLast();
    assertThat(map(address.get("sku")).get("name")).isEqualTo("Standard");
    assertThat(map(address.get("properties")).get("publicIPAllocationMethod")).isEqualTo("Static");
  }

  @Test
  void whatCannotWorkIsToldBeforeAnythingIsAsked() {
    azure.set(AzureOptions.SPOT, "true");
    for (String price : List.of("cheap", "0", "NaN", "-2")) {
      assertUsage(AzureOptions.SPOT_PRICE, price);
    }
    assertUsage(AzureOptions.CUSTOM_DATA, folder.resolve("none.sh").toString());
    assertUsage(AzureOptions.TAGS, "team");
    assertUsage(AzureOptions.EVICTION, "Stop");
    assertThat(azure.arm.calls()).isEmpty();
  }

  private void assertUsage(String option, String value) {
    List<String> before = azure.options.getOrDefault(option, List.of());
    azure.set(option, value);
    assertThatExceptionOfType(MachineFailure.class)
        .as(value)
        .isThrownBy(azure::create)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE));
    azure.options.put(option, before);
  }

  @Test
  void tagsOfTheUsersCannotTakeThePlaceOfOursInOtherLetters() throws Exception {
    azure.set(AzureOptions.TAGS, "JMachine:UID,forged,Team,web");
    azure.create();
    assertThat(azure.arm.tags(of("Microsoft.Compute/virtualMachines/" + GROUP)))
        .containsEntry("jmachine:uid", AzureSetting.UID)
        .containsEntry("Team", "web")
        .doesNotContainValue("forged");
  }

  @Test
  void theKeysGoInByCloudInitAndTheUsersDataWithThem() throws Exception {
    Path script = Files.writeString(folder.resolve("mine.sh"), "#!/bin/sh\ntouch /mine\n");
    azure.set(AzureOptions.CUSTOM_DATA, script.toString());
    azure.create();
    String data =
        new String(
            decoded(String.valueOf(at(vm(), "osProfile").get("customData"))),
            StandardCharsets.US_ASCII);
    List<String> parts = new ArrayList<>();
    for (String part : data.split("\n--==jmachine-u1==")) {
      int body = part.indexOf("base64\n\n");
      if (body > 0) {
        parts.add(new String(decoded(part.substring(body + 8)), StandardCharsets.UTF_8));
      }
    }
    assertThat(parts.getFirst()).isEqualTo("#!/bin/sh\ntouch /mine\n");
    assertThat(parts.getLast())
        .startsWith("#cloud-config\n")
        .contains("ssh_authorized_keys:\n  - " + AzureSetting.KEY)
        .contains("  ed25519_private: |\n    a host key\n  ed25519_public: ");
  }

  @Test
  void fiveHundredMachinesOfThreeSubscriptionsAreSeenInExactlyThePagesNeeded() throws Exception {
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String subscription = "sub-" + i % 3;
      azure.arm.addMachine(subscription, "g", "vm" + i, Map.of());
      machines.add(machine("m" + i, subscription, "vm" + i));
    }
    int before = azure.arm.calls().size();
    Map<MachineName, Observed> seen = azure.driver.observeAll(machines);
    assertThat(seen).hasSize(500);
    assertThat(seen.values()).allMatch(o -> o.shown().equals("Running"));
    assertThat(azure.arm.calls()).hasSize(before + 3);
    azure.arm.page(50);
    azure.driver.observeAll(machines);
    assertThat(azure.arm.calls()).hasSize(before + 3 + 4 + 4 + 4);
  }

  @Test
  void aDryRunNamesEachResource() throws Exception {
    List<PlannedResource> plan = azure.driver.plan(AzureSetting.NAME, azure.values());
    assertThat(plan)
        .extracting(one -> one.kind() + " " + one.name())
        .containsExactly(
            "resource group jm-web-1-UID",
            "network security group jm-web-1-UID-nsg",
            "virtual network jm-web-1-UID-vnet",
            "public ip address jm-web-1-UID-ip",
            "network interface jm-web-1-UID-nic",
            "disk jm-web-1-UID-disk",
            "virtual machine jm-web-1-UID");
    assertThat(plan.get(1).details())
        .containsEntry("ports", "22/tcp, 2376/tcp")
        .containsEntry("open to", "198.51.100.7/32");
    assertThat(plan)
        .allSatisfy(
            one ->
                assertThat(one.details().get("tags"))
                    .contains("jmachine:name=web-1", "jmachine:owner=", "jmachine:store="));
    assertThat(plan.getLast().details())
        .containsEntry("image", "Canonical:ubuntu-24_04-lts:server:24.04.202609010");
  }

  @Test
  void theConsoleIsThatOfTheMachine() throws Exception {
    azure.create();
    assertThat(azure.driver.console(azure.machine(), 1)).containsExactly("console of " + GROUP);
  }

  @Test
  void longNamesStayWithinAzuresLimits() {
    Names names = Names.of("a".repeat(63), "abcdefghijkl");
    for (Kind kind : Kind.values()) {
      assertThat(names.of(kind)).hasSizeLessThanOrEqualTo(64).contains("-abcdefghijkl");
    }
  }

  private Machine machine(String name, String subscription, String vm) {
    Map<String, String> attributes = new TreeMap<>();
    azure.machine();
    attributes.put("subscription", subscription);
    attributes.put("endpoint", azure.arm.endpoint());
    attributes.put("authority", azure.arm.endpoint());
    attributes.put("ca-file", azure.arm.caFile().toString());
    attributes.put("tenant", AzureSetting.TENANT);
    attributes.put("group", "g");
    Resource resource = new Resource("virtual-machine", vm, "id-" + vm, attributes);
    MachineSpec spec = new MachineSpec("azure", Map.of(), EngineOptions.defaults());
    return Machine.reserved(new MachineName(name), "u", "2026-01-01T00:00:00Z", spec)
        .withLedger(List.of(resource));
  }

  private static byte[] decoded(String base64) {
    return Base64.getMimeDecoder().decode(base64);
  }
}
