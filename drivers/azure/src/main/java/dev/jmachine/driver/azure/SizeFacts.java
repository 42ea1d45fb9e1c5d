package dev.jmachine.driver.azure;

import com.azure.resourcemanager.compute.fluent.models.ResourceSkuInner;
import com.azure.resourcemanager.compute.models.ResourceSkuCapabilities;
import com.azure.resourcemanager.compute.models.ResourceSkuLocationInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a size in a location (Resource SKUs).
 *
 * @param name such as "Standard_D2s_v5"
 * @param isArm whether its processor is an Arm64 one
 * @param generation2 whether it boots by UEFI
 * @param accelerated whether it takes accelerated networking
 * @param zones in which the location has it
 */
record SizeFacts(
    String name, boolean isArm, boolean generation2, boolean accelerated, Set<String> zones) {
  SizeFacts {
    zones = Set.copyOf(zones);
  }

  static SizeFacts of(ResourceSkuInner sku) {
    String generations = capability(sku, "HyperVGenerations");
    return new SizeFacts(
        sku.name(),
        "Arm64".equals(capability(sku, "CpuArchitectureType")),
        generations == null || generations.contains("V2"),
        Boolean.parseBoolean(capability(sku, "AcceleratedNetworkingEnabled")),
        zones(sku));
  }

  private static @Nullable String capability(ResourceSkuInner sku, String name) {
    List<ResourceSkuCapabilities> all = sku.capabilities();
    for (ResourceSkuCapabilities one : all == null ? List.<ResourceSkuCapabilities>of() : all) {
      if (name.equals(one.name())) {
        return one.value();
      }
    }
    return null;
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
    return isArm ? "Arm64" : "x64";
  }
}
