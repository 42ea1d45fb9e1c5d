package dev.jmachine.driver.azure;

import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.fluent.models.SecurityRuleInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.models.AddressSpace;
import com.azure.resourcemanager.network.models.DeleteOptions;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import com.azure.resourcemanager.network.models.IpVersion;
import com.azure.resourcemanager.network.models.PublicIpAddressDnsSettings;
import com.azure.resourcemanager.network.models.PublicIpAddressSku;
import com.azure.resourcemanager.network.models.PublicIpAddressSkuName;
import com.azure.resourcemanager.network.models.SecurityRuleAccess;
import com.azure.resourcemanager.network.models.SecurityRuleDirection;
import com.azure.resourcemanager.network.models.SecurityRuleProtocol;
import dev.jmachine.core.cloud.Cidr;
import dev.jmachine.core.cloud.Ingress;
import dev.jmachine.core.cloud.OpenPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent for the network of a machine, tags included. */
final class NetworkOrders {
  private static final int FIRST_PRIORITY = 100;
  private static final int LAST_PRIORITY = 4096;

  private final AzureSettings settings;

  NetworkOrders(AzureSettings settings) {
    this.settings = settings;
  }

  /**
   * A security group that lets in what the ingress says and nothing else: Azure's own rules would
   * let in everybody in the same virtual network.
   */
  NetworkSecurityGroupInner securityGroup(Ingress ingress, Map<String, String> tags) {
    List<SecurityRuleInner> rules = new ArrayList<>();
    for (OpenPort port : ingress.ports()) {
      addRules(rules, port, ingress.sources());
    }
    rules.add(
        rule("deny-all-else", LAST_PRIORITY, SecurityRuleAccess.DENY)
            .withProtocol(SecurityRuleProtocol.ASTERISK)
            .withDestinationPortRange("*")
            .withSourceAddressPrefix("*"));
    NetworkSecurityGroupInner group = new NetworkSecurityGroupInner();
    group.withLocation(settings.location()).withTags(tags);
    return group.withSecurityRules(rules);
  }

  /** One rule for each family of addresses, since a rule takes one. */
  private static void addRules(List<SecurityRuleInner> rules, OpenPort port, List<String> sources) {
    addRule(rules, port, "", sources.stream().filter(s -> !Cidr.isIpv6(s)).toList());
    addRule(rules, port, "-ipv6", sources.stream().filter(Cidr::isIpv6).toList());
  }

  private static void addRule(
      List<SecurityRuleInner> rules, OpenPort port, String family, List<String> sources) {
    if (sources.isEmpty()) {
      return;
    }
    String ports = port.from() == port.to() ? "" + port.from() : port.from() + "-" + port.to();
    String name = "allow-" + port.protocol() + "-" + ports + family;
    rules.add(
        rule(name, FIRST_PRIORITY + rules.size(), SecurityRuleAccess.ALLOW)
            .withProtocol(
                port.protocol().equals("udp") ? SecurityRuleProtocol.UDP : SecurityRuleProtocol.TCP)
            .withDestinationPortRange(ports)
            .withSourceAddressPrefixes(sources));
  }

  private static SecurityRuleInner rule(String name, int priority, SecurityRuleAccess access) {
    return new SecurityRuleInner()
        .withName(name)
        .withPriority(priority)
        .withAccess(access)
        .withDirection(SecurityRuleDirection.INBOUND)
        .withSourcePortRange("*")
        .withDestinationAddressPrefix("*");
  }

  /** Name of the only subnet of a network of our own. */
  String subnet() {
    String wanted = settings.text(AzureOptions.SUBNET);
    return wanted == null ? "default" : wanted;
  }

  /** A network with one subnet. */
  VirtualNetworkInner network(Map<String, String> tags) {
    String range = settings.options().require(AzureOptions.SUBNET_PREFIX);
    VirtualNetworkInner network = new VirtualNetworkInner();
    network.withLocation(settings.location()).withTags(tags);
    return network
        .withAddressSpace(new AddressSpace().withAddressPrefixes(List.of(range)))
        .withSubnets(List.of(new SubnetInner().withName(subnet()).withAddressPrefix(range)));
  }

  /** A static address of SKU Standard, which keeps what nobody has allowed out. */
  PublicIpAddressInner address(Map<String, String> tags) {
    PublicIpAddressInner address = new PublicIpAddressInner();
    address.withLocation(settings.location()).withTags(tags);
    address
        .withSku(new PublicIpAddressSku().withName(PublicIpAddressSkuName.STANDARD))
        .withPublicIpAllocationMethod(IpAllocationMethod.STATIC)
        .withPublicIpAddressVersion(IpVersion.IPV4)
        .withDeleteOption(DeleteOptions.DELETE);
    String zone = settings.text(AzureOptions.ZONE);
    if (zone != null) {
      address.withZones(List.of(zone));
    }
    String label = settings.text(AzureOptions.DNS);
    if (label != null) {
      address.withDnsSettings(new PublicIpAddressDnsSettings().withDomainNameLabel(label));
    }
    return address;
  }

  /**
   * The interface.
   *
   * @param subnet id of its subnet
   * @param address id of its public address; null for none
   * @param nsg id of its security group
   */
  NetworkInterfaceInner networkInterface(
      String subnet, @Nullable String address, String nsg, Map<String, String> tags) {
    NetworkInterfaceIpConfigurationInner configuration =
        new NetworkInterfaceIpConfigurationInner()
            .withName("primary")
            .withPrimary(true)
            .withSubnet(new SubnetInner().withId(subnet));
    String fixed = settings.text(AzureOptions.PRIVATE_ADDRESS);
    configuration.withPrivateIpAllocationMethod(
        fixed == null ? IpAllocationMethod.DYNAMIC : IpAllocationMethod.STATIC);
    if (fixed != null) {
      configuration.withPrivateIpAddress(fixed);
    }
    if (address != null) {
      configuration.withPublicIpAddress(
          new PublicIpAddressInner().withId(address).withDeleteOption(DeleteOptions.DELETE));
    }
    NetworkInterfaceInner card = new NetworkInterfaceInner();
    card.withLocation(settings.location()).withTags(tags);
    return card.withIpConfigurations(List.of(configuration))
        .withNetworkSecurityGroup(new NetworkSecurityGroupInner().withId(nsg))
        .withEnableAcceleratedNetworking(settings.flag(AzureOptions.ACCELERATED));
  }
}
