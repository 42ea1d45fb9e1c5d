package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.MachineFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Groups, networks, rules and addresses, the machine's own and the user's. */
class AzureNetworkTest extends AzureCase {
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

  private List<Map<?, ?>> rules() {
    List<Map<?, ?>> all = new ArrayList<>();
    for (Object rule : list(properties("PUT networkSecurityGroups").get("securityRules"))) {
      all.add(map(map(rule).get("properties")));
    }
    return all;
  }
}
