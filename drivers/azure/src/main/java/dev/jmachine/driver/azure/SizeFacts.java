package dev.jmachine.driver.azure;

import com.azure.resourcemanager.compute.fluent.models.ResourceSkuInner;
import com.azure.resourcemanager.compute.models.ResourceSkuCapabilities;
import com.azure.resourcemanager.compute.models.ResourceSkuLocationInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of a size in a location (Resource SKUs).
 *
 * @param name such as "Standard_D2s_v5"
 * @param capabilities what Azure says that it can, by Azure's words
 * @param zones in which the location has it
 */
record SizeFacts(String name, Map<String, String> capabilities, Set<String> zones) {
  SizeFacts {
    capabilities = Map.copyOf(capabilities);
    zones = Set.copyOf(zones);
  }

  static SizeFacts of(ResourceSkuInner sku) {
    return new SizeFacts(sku.name(), capabilities(sku), zones(sku));
  }

  private static Map<String, String> capabilities(ResourceSkuInner sku) {
    Map<String, String> known = new TreeMap<>();
    List<ResourceSkuCapabilities> all = sku.capabilities();
    for (ResourceSkuCapabilities one : all == null ? List.<ResourceSkuCapabilities>of() : all) {
      if (one.name() != null && one.value() != null) {
        known.put(one.name(), one.value());
      }
    }
    return known;
  }

  private static Set<String> zones(ResourceSkuInner sku) {
    Set<String> zones = new TreeSet<>();
    List<ResourceSkuLocationInfo> all = sku.locationInfo();
    for (ResourceSkuLocationInfo one : all == null ? List.<ResourceSkuLocationInfo>of() : all) {
      if (one.zones() != null) {
        zones.addAll(one.zones());
      }
    }
    return zones;
  }

  /** As images say it. */
  String architecture() {
    return isArm() ? "Arm64" : "x64";
  }

  /** Whether its processor is an Arm64 one. */
  boolean isArm() {
    return "Arm64".equals(capabilities.get("CpuArchitectureType"));
  }

  /** Whether it boots by UEFI. */
  boolean generation2() {
    return capabilities.getOrDefault("HyperVGenerations", "V2").contains("V2");
  }

  boolean accelerated() {
    return Boolean.parseBoolean(capabilities.get("AcceleratedNetworkingEnabled"));
  }

  /** Whether spare capacity of it can be had, as of none of the B series; where unsaid, perhaps. */
  boolean spot() {
    return Boolean.parseBoolean(capabilities.getOrDefault("LowPriorityCapable", "True"));
  }

  /** Whether it takes disks of type Premium; where unsaid, perhaps. */
  boolean premiumDisks() {
    return Boolean.parseBoolean(capabilities.getOrDefault("PremiumIO", "True"));
  }

  /** Whether its host encrypts; where unsaid, perhaps. */
  boolean encryptsAtHost() {
    return Boolean.parseBoolean(capabilities.getOrDefault("EncryptionAtHostSupported", "True"));
  }
}
