package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.driver.PowerAction;
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
import dev.jmachine.testkit.arm.ArmFault;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureDriverTest {
  private static final String GROUP = AzureSetting.GROUP;

  @TempDir private Path folder;
  private AzureSetting azure;

  @BeforeEach
  void anEmptySubscription() {
    azure = new AzureSetting(folder);
  }

  @AfterEach
  void close() {
    azure.close();
  }

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
  void theSecurityGroupIsOpenToTheCallerAloneAndToNobodyInTheSameNetwork() throws Exception {
    azure.set(AzureOptions.OPEN_PORT, "8080", "53/udp", "9000-9010");
    azure.create();
    List<Map<?, ?>> rules = rules();
    assertThat(rules)
        .extracting(rule -> rule.get("destinationPortRange") + "/" + rule.get("protocol"))
        .containsExactly("22/Tcp", "2376/Tcp", "8080/Tcp", "53/Udp", "9000-9010/Tcp", "*/*");
    assertThat(rules)
        .extracting(rule -> String.valueOf(rule.get("priority")))
        .doesNotHaveDuplicates();
    assertThat(rules.subList(0, 5))
        .allSatisfy(
            rule -> {
              assertThat((Object) rule.get("access")).isEqualTo("Allow");
              assertThat((Object) rule.get("sourceAddressPrefixes"))
                  .isEqualTo(List.of("198.51.100.7/32"));
            });
    assertThat(rules.getLast().get("access")).isEqualTo("Deny");
  }

  @Test
  void whoAsksForTheWorldMustSaySo() throws Exception {
    azure.set(AzureOptions.ALLOW, "0.0.0.0/0", "2001:db8::/32");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e ->
                assertThat(e.hints())
                    .containsExactly("--azure-open-to-world if that is what you want"));
    azure.set(AzureOptions.WORLD, "true");
    azure.create();
    assertThat(rules())
        .extracting(rule -> String.valueOf(rule.get("sourceAddressPrefixes")))
        .contains("[0.0.0.0/0]", "[2001:db8:0:0:0:0:0:0/32]");
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
  void theNewestImageForTheProcessorAndGenerationOfTheSizeIsTaken() throws Exception {
    azure.create();
    assertThat(at(vm(), "storageProfile", "imageReference"))
        .isEqualTo(
            Map.of(
                "publisher", "Canonical",
                "offer", "ubuntu-24_04-lts",
                "sku", "server",
                "version", "24.04.202609010"));
    anotherSubscription();
    azure.set(AzureOptions.SIZE, "Standard_D2ps_v5");
    azure.create();
    assertThat(at(vm(), "storageProfile", "imageReference").get("sku")).isEqualTo("server-arm64");
    anotherSubscription();
    azure.set(AzureOptions.SIZE, "Standard_A2");
    azure.create();
    assertThat(at(vm(), "storageProfile", "imageReference").get("sku")).isEqualTo("server-gen1");
  }

  @Test
  void anImageThatDoesNotRunOnTheSizeFailsTheCheck() {
    azure.set(AzureOptions.IMAGE, "Canonical:ubuntu-24_04-lts:server-arm64:latest");
    assertCheckFails("it is for Arm64, the size is x64");
    azure.set(AzureOptions.SIZE, "Standard_A2");
    azure.set(AzureOptions.IMAGE, "Debian:debian-13:13-gen2:latest");
    assertCheckFails("it is of generation 2, the size knows the first alone");
  }

  @Test
  void aMarketplaceImageBringsItsPlanAndAnotherOneIsTaken() throws Exception {
    azure.set(AzureOptions.IMAGE, "acme:firewall:pro:latest");
    azure.create();
    assertThat(azure.arm.requests("PUT virtualMachines").getLast().get("plan"))
        .isEqualTo(Map.of("publisher", "acme", "product", "firewall", "name", "pro"));
    anotherSubscription();
    azure.set(AzureOptions.IMAGE, "/subscriptions/s/resourceGroups/g/providers/x/images/mine");
    azure.set(AzureOptions.PLAN, "acme:waf:basic");
    azure.create();
    assertThat(azure.arm.requests("PUT virtualMachines").getLast().get("plan"))
        .isEqualTo(Map.of("publisher", "acme", "product", "waf", "name", "basic"));
  }

  @Test
  void aSizeThatTheSubscriptionDoesNotGetIsToldBeforeAnythingIsMade() {
    azure.set(AzureOptions.SIZE, "Standard_M8ms");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.QUOTA);
              assertThat(e.reason()).endsWith("NotAvailableForSubscription");
            });
    assertThat(azure.arm.inventory()).isEmpty();
  }

  @Test
  void zonesAndAcceleratedNetworkingMustFitTheSize() throws Exception {
    azure.set(AzureOptions.SIZE, "Standard_A2");
    azure.set(AzureOptions.ZONE, "1");
    assertCheckFails("westus has it in no zone");
    azure.options.remove(AzureOptions.ZONE);
    azure.set(AzureOptions.ACCELERATED, "true");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .withMessageContaining("no accelerated networking");
    azure.set(AzureOptions.SIZE, "Standard_D2s_v5");
    azure.set(AzureOptions.ZONE, "2");
    azure.create();
    assertThat(azure.arm.requests("PUT virtualMachines").getLast().get("zones"))
        .isEqualTo(List.of("2"));
    assertThat(properties("PUT networkInterfaces").get("enableAcceleratedNetworking"))
        .isEqualTo(true);
  }

  @Test
  void spotTakesAPolicyAndAPrice() throws Exception {
    azure.set(AzureOptions.SPOT, "true");
    azure.set(AzureOptions.SIZE, "Standard_D2s_v5");
    azure.set(AzureOptions.SPOT_PRICE, "0.05");
    azure.set(AzureOptions.EVICTION, "Deallocate");
    azure.create();
    assertThat(vm().get("priority")).isEqualTo("Spot");
    assertThat(vm().get("evictionPolicy")).isEqualTo("Deallocate");
    assertThat(at(vm(), "billingProfile").get("maxPrice")).isEqualTo(0.05);
  }

  @Test
  void whatASizeCannotIsToldBeforeAnythingIsMade() {
    azure.set(AzureOptions.SPOT, "true");
    assertSizeFails("size Standard_B2s_v2 is not to be had as spot");
    azure.options.remove(AzureOptions.SPOT);
    azure.set(AzureOptions.SIZE, "Standard_A2");
    azure.set(AzureOptions.STORAGE, "Premium_LRS");
    assertSizeFails("size Standard_A2 takes no Premium disk");
    azure.set(AzureOptions.STORAGE, "Standard_LRS");
    azure.set(AzureOptions.HOST_ENCRYPTION, "true");
    assertSizeFails("size Standard_A2 is not encrypted on its host");
  }

  private void assertSizeFails(String what) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CHECK);
              assertThat(e.what()).isEqualTo(what);
            });
    assertThat(azure.arm.inventory()).isEmpty();
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
  void anImageOfASharedGalleryIsNamedAsOne() throws Exception {
    azure.set(AzureOptions.IMAGE, "/CommunityGalleries/acme/Images/base/Versions/latest");
    azure.create();
    assertThat(at(vm(), "storageProfile", "imageReference"))
        .isEqualTo(
            Map.of(
                "communityGalleryImageId", "/CommunityGalleries/acme/Images/base/Versions/latest"));
  }

  @Test
  void ofAGroupOfTheUsersOnlyOurResourcesAreDeleted() throws Exception {
    azure.arm.addGroup("team", Map.of());
    azure.arm.addResource("team", "Microsoft.Compute/availabilitySets", "rack", Map.of());
    List<String> users = azure.arm.inventory();
    azure.set(AzureOptions.GROUP, "team");
    azure.set(AzureOptions.SET, "rack");
    azure.create();
    assertThat(azure.arm.inventory()).hasSize(users.size() + 6);
    assertThat(String.valueOf(at(vm(), "availabilitySet").get("id"))).endsWith("/rack");
    azure.removeAll();
    assertThat(azure.arm.inventory()).isEqualTo(users);
  }

  @Test
  void networksAndSecurityGroupsOfTheUsersAreUsedAndNeverChanged() throws Exception {
    azure.arm.addGroup("net", Map.of());
    azure.arm.addResource(
        "net",
        "Microsoft.Network/virtualNetworks",
        "lan",
        Map.of(
            "properties",
            Map.of("subnets", List.of(Map.of("name", "front"), Map.of("name", "back")))));
    azure.arm.addResource("net", "Microsoft.Network/networkSecurityGroups", "office", Map.of());
    List<String> users = azure.arm.inventory();
    azure.options.remove(AzureOptions.ALLOW);
    azure.set(AzureOptions.VNET, "net:lan");
    azure.set(AzureOptions.NSG, "net:office");
    assertCheckFails("it has front, back");
    azure.set(AzureOptions.SUBNET, "back");
    azure.create();
    Map<?, ?> card = properties("PUT networkInterfaces");
    assertThat(String.valueOf(at(card, "networkSecurityGroup").get("id"))).endsWith("/office");
    assertThat(card.toString()).contains("/lan/subnets/back");
    assertThat(azure.arm.requests("PUT networkSecurityGroups")).isEmpty();
    azure.removeAll();
    assertThat(azure.arm.inventory()).isEqualTo(users);
  }

  @Test
  void whatIsInAnotherLocationFailsTheCheck() {
    azure.arm.addGroup("net", Map.of("location", "eastus"));
    azure.arm.addResource(
        "net", "Microsoft.Network/networkSecurityGroups", "office", Map.of("location", "eastus"));
    azure.options.remove(AzureOptions.ALLOW);
    azure.set(AzureOptions.NSG, "net:office");
    assertCheckFails("it is in eastus, the machine in westus");
  }

  @Test
  void aSubnetWithoutANetworkNamesThatOfTheMachinesOwn() throws Exception {
    azure.set(AzureOptions.SUBNET, "back");
    azure.set(AzureOptions.SUBNET_PREFIX, "10.7.0.0/24");
    azure.create();
    assertThat(properties("PUT networkInterfaces").toString())
        .contains(GROUP + "-vnet/subnets/back");
    assertThat(properties("PUT virtualNetworks").toString()).contains("10.7.0.0/24", "name=back");
  }

  @Test
  void aFixedPrivateAddressIsAskedFor() throws Exception {
    azure.set(AzureOptions.PRIVATE_ADDRESS, "192.168.7.7");
    azure.create();
    Map<?, ?> configuration =
        map(list(properties("PUT networkInterfaces").get("ipConfigurations")).getFirst());
    assertThat(at(configuration, "properties").get("privateIPAddress")).isEqualTo("192.168.7.7");
    assertThat(at(configuration, "properties").get("privateIPAllocationMethod"))
        .isEqualTo("Static");
  }

  @Test
  void aSetOfTheMachinesOwnHasTheDomainsThatAreWanted() throws Exception {
    azure.set(AzureOptions.SET, "rack");
    azure.set(AzureOptions.FAULT_DOMAINS, "3");
    azure.set(AzureOptions.UPDATE_DOMAINS, "7");
    azure.create();
    assertThat(properties("PUT availabilitySets").toString())
        .contains("platformFaultDomainCount=3", "platformUpdateDomainCount=7");
    assertThat(String.valueOf(at(vm(), "availabilitySet").get("id"))).endsWith(GROUP + "-set");
  }

  @Test
  void hostEncryptionAndTheDiskAreAsWanted() throws Exception {
    azure.set(AzureOptions.HOST_ENCRYPTION, "true");
    azure.set(AzureOptions.DISK_SIZE, "64");
    azure.set(AzureOptions.STORAGE, "Premium_LRS");
    azure.set(AzureOptions.USER, "someone");
    azure.create();
    assertThat(at(vm(), "securityProfile").get("encryptionAtHost")).isEqualTo(true);
    assertThat(at(vm(), "storageProfile", "osDisk").toString())
        .contains("diskSizeGB=64", "storageAccountType=Premium_LRS");
    assertThat(at(vm(), "osProfile").get("adminUsername")).isEqualTo("someone");
  }

  @Test
  void whatIsNamedAndNotThereFailsTheCheck() {
    azure.set(AzureOptions.GROUP, "nowhere");
    assertCheckFails("there is none of that name for --azure-resource-group");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e ->
                assertThat(e.hints()).contains("az group create --name nowhere --location westus"));
  }

  @Test
  void aGroupThatHoldsWhatIsNotOursStays() throws Exception {
    azure.create();
    azure.arm.addResource(GROUP, "Microsoft.Storage/storageAccounts", "precious", Map.of());
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::removeAll)
        .withMessageContaining("it also holds precious, not made by jmachine");
    assertThat(azure.arm.inventory())
        .containsExactly(GROUP, of("Microsoft.Storage/storageAccounts/precious"));
    azure.arm.removeByHand(AzureSetting.UID);
    azure.removeAll();
    assertThat(azure.ledger.entries()).isEmpty();
  }

  @Test
  void aStopDeallocatesAndEndsTheBill() throws Exception {
    azure.create();
    int made = azure.arm.calls().size();
    assertThat(power(PowerAction.STOP).state()).isEqualTo(MachineState.STOPPED);
    assertThat(azure.arm.calls().subList(made, azure.arm.calls().size()))
        .containsExactly(
            "POST virtualMachines/deallocate",
            "GET operations",
            "GET operations",
            "GET virtualMachines");
    int stopped = azure.arm.calls().size();
    power(PowerAction.START);
    assertThat(azure.arm.calls().subList(stopped, azure.arm.calls().size()))
        .containsExactly(
            "POST virtualMachines/start",
            "GET operations",
            "GET operations",
            "GET virtualMachines",
            "GET networkInterfaces",
            "GET publicIPAddresses");
    int started = azure.arm.calls().size();
    azure.driver.observe(azure.machine());
    assertThat(azure.arm.calls()).hasSize(started + 1);
    azure.arm.power(of("Microsoft.Compute/virtualMachines/" + GROUP), "stopped");
    power(PowerAction.STOP);
    assertThat(azure.arm.calls().stream().filter(c -> c.endsWith("deallocate"))).hasSize(2);
  }

  @Test
  @FaultCase(id = "F43", sees = "the new address")
  void aStartPicksUpAnAddressThatWasChanged() throws Exception {
    HostAccess before = azure.create();
    azure.arm.addresses(_ -> "203.0.113.9");
    power(PowerAction.STOP);
    HostAccess after = Objects.requireNonNull(power(PowerAction.START).access());
    assertThat(before.engineHost()).isEqualTo("192.0.2.2");
    assertThat(after.engineHost()).isEqualTo("203.0.113.9");
    assertThat(Objects.requireNonNull(after.ssh()).hostKeys())
        .isEqualTo(Objects.requireNonNull(before.ssh()).hostKeys());
  }

  @Test
  void aPowerChangeWaitsForTheOneBeforeIt() throws Exception {
    azure.create();
    azure.arm.faultOn(
        "POST virtualMachines/deallocate", 3, ArmFault.refused(409, "Conflict", "in progress"));
    assertThat(power(PowerAction.STOP).state()).isEqualTo(MachineState.STOPPED);
  }

  @Test
  void whatAzureAsksToWaitIsWaited() throws Exception {
    azure.create();
    Duration usual = azure.time.passed();
    anotherSubscription();
    azure.arm.faultOn(
        "PUT resourceGroups",
        1,
        new ArmFault.Refused(429, "TooManyRequests", "Too many requests", 97));
    azure.create();
    assertThat(azure.time.passed().minus(usual)).isGreaterThanOrEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void betweenTwoQuestionsAboutAnOperationAsMuchTimePassesAsAzureAsksFor() throws Exception {
    azure.create();
    azure.arm.operations(2, 120);
    Duration before = azure.time.passed();
    power(PowerAction.STOP);
    assertThat(azure.time.passed().minus(before)).isGreaterThanOrEqualTo(Duration.ofSeconds(340));
  }

  @Test
  void whatAProxyDoesNotFindIsNotTakenForGone() throws Exception {
    azure.create();
    azure.arm.faultOn("GET virtualMachines", 2, ArmFault.refused(404, "", ""));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> azure.driver.observe(azure.machine()))
        .withMessageContaining("Azure answered with status 404");
    assertThatExceptionOfType(MachineFailure.class).isThrownBy(azure::removeAll);
    azure.removeAll();
    assertThat(azure.arm.inventory()).isEmpty();
  }

  @Test
  @FaultCase(id = "F16", sees = "Azure's words and code at once, what to do, and nothing is left")
  void aRefusedMachineLeavesNoEntryToSearchFor() {
    azure.arm.faultOn(
        "PUT virtualMachines",
        1,
        ArmFault.refused(409, "OperationNotAllowed", "exceeding approved Cores quota."));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.QUOTA);
              assertThat(e.reason())
                  .isEqualTo("exceeding approved Cores quota (OperationNotAllowed)");
              assertThat(e.see()).isEqualTo("docs/drivers/azure.md#quota");
            });
    assertThat(azure.ledger.entries())
        .extracting(Resource::kind)
        .doesNotContain("virtual-machine", "disk");
  }

  @Test
  @FaultCase(id = "F15", sees = "Azure's reason with its code; nothing is left")
  void anAllocationThatFailsInTheOperationSaysWhy() throws Exception {
    azure.arm.faultOn(
        "PUT virtualMachines", 1, new ArmFault.Fails("AllocationFailed", "Allocation failed."));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.QUOTA);
              assertThat(e.reason()).isEqualTo("Allocation failed (AllocationFailed)");
            });
    azure.removeAll();
    assertThat(azure.arm.inventory()).isEmpty();
  }

  @Test
  @FaultCase(
      id = "F8",
      sees = "nothing: it is asked again by the same name, and there is one machine")
  void aMachineWhoseAnswerWasLostIsAskedForAgainAndThereIsOne() throws Exception {
    azure.arm.faultOn("PUT virtualMachines", 1, new ArmFault.AnswerLost());
    azure.create();
    assertThat(azure.arm.requests("PUT virtualMachines")).hasSize(2);
    assertThat(azure.arm.inventory()).hasSize(7);
  }

  @Test
  @FaultCase(id = "F13", sees = "nothing: it is waited for")
  void whatAzureDoesNotListYetIsWaitedFor() throws Exception {
    azure.arm.lag(3);
    azure.create();
    assertThat(azure.arm.requests("PUT networkSecurityGroups").size()).isGreaterThan(1);
    assertThat(azure.arm.inventory()).hasSize(7);
  }

  @Test
  @FaultCase(id = "F14", sees = "what is waited for; it is deleted when nothing uses it")
  void whatIsInUseIsDeletedWhenItIsNot() throws Exception {
    azure.create();
    refuseDeletes("networkInterfaces", "NicInUse");
    refuseDeletes("publicIPAddresses", "PublicIPAddressCannotBeDeleted");
    refuseDeletes("networkSecurityGroups", "InUseNetworkSecurityGroupCannotBeDeleted");
    azure.removeAll();
    assertThat(azure.arm.inventory()).isEmpty();
  }

  private void refuseDeletes(String type, String code) {
    azure.arm.faultOn("DELETE " + type, 5, ArmFault.refused(400, code, "it is in use"));
  }

  @Test
  @FaultCase(id = "F17", sees = "nothing: a new token is fetched once")
  void aTokenThatExpiresMeanwhileIsFetchedAnew() throws Exception {
    azure.create();
    int logins = azure.arm.logins();
    azure.arm.expireTokens();
    assertThat(azure.driver.observe(azure.machine()).shown()).isEqualTo("Running");
    assertThat(azure.arm.logins()).isEqualTo(logins + 1);
  }

  @Test
  void aWrongSecretIsToldInEntrasWords() {
    azure.arm.refuse(AzureSetting.CLIENT);
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CREDENTIALS);
              assertThat(e.reason()).contains("AADSTS7000215: Invalid client secret provided");
              assertThat(e.reason()).doesNotContain("Trace ID");
            });
  }

  @Test
  void everyKnownErrorHasAdvice() {
    Map<String, String> advice = new TreeMap<>();
    advice.put(
        "MissingSubscriptionRegistration", "az provider register --namespace Microsoft.Network");
    advice.put("ReservedResourceName", "jmachine create -d azure with another name");
    advice.put(
        "SkuNotAvailable", "another --azure-location, --azure-availability-zone or --azure-size");
    advice.put("AuthorizationFailed", "give this user the role that the page lists");
    advice.put(
        "RequestDisallowedByPolicy",
        "az policy assignment list, or ask who has assigned the policy");
    advice.forEach(
        (code, hint) -> {
          azure.arm.faultOn(
              "PUT resourceGroups",
              1,
              ArmFault.refused(409, code, "not registered to use namespace 'Microsoft.Network'."));
          assertThatExceptionOfType(MachineFailure.class)
              .as(code)
              .isThrownBy(azure::create)
              .satisfies(e -> assertThat(e.hints()).first().isEqualTo(hint));
        });
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
  void aPrivateAddressIsUsedWhereWanted() throws Exception {
    azure.set(AzureOptions.NO_PUBLIC, "true");
    azure.set(AzureOptions.ALLOW, "192.168.0.0/16");
    assertThat(azure.create().engineHost()).isEqualTo("192.168.0.4");
    assertThat(azure.arm.requests("PUT publicIPAddresses")).isEmpty();
    assertThat(azure.arm.inventory()).hasSize(6);
  }

  @Test
  void aDnsLabelIsOneOfTheNamesOfTheCertificate() throws Exception {
    azure.set(AzureOptions.DNS, "web");
    assertThat(azure.create().names()).contains("web.westus.cloudapp.azure.com");
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

  private void anotherSubscription() {
    azure.close();
    azure = new AzureSetting(folder);
  }

  private Observed.Seen power(PowerAction action) throws InterruptedException {
    return (Observed.Seen)
        azure.driver.power(azure.machine(), action, azure.steps(), azure.deadline());
  }

  private void assertCheckFails(String reason) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CHECK);
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.hints()).isNotEmpty();
            });
  }

  private static String of(String path) {
    return GROUP + "/providers/" + path;
  }

  private Map<?, ?> vm() {
    return properties("PUT virtualMachines");
  }

  private Map<?, ?> properties(String label) {
    return map(azure.arm.requests(label).getLast().get("properties"));
  }

  private List<Map<?, ?>> rules() {
    List<Map<?, ?>> all = new ArrayList<>();
    for (Object rule : list(properties("PUT networkSecurityGroups").get("securityRules"))) {
      all.add(map(map(rule).get("properties")));
    }
    return all;
  }

  private static Map<?, ?> at(Map<?, ?> from, String... names) {
    Map<?, ?> map = from;
    for (String name : names) {
      map = map(map.get(name));
    }
    return map;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNull(value);
  }

  private static byte[] decoded(String base64) {
    return Base64.getMimeDecoder().decode(base64);
  }
}
