package dev.jmachine.driver.azure;

import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of resources that this driver enters in a ledger, in the order of making. The API
 * versions are those from which the SDK's models are made.
 */
enum Kind {
  GROUP("resource-group", "Microsoft.Resources/resourceGroups", "2025-04-01"),
  SET("availability-set", "Microsoft.Compute/availabilitySets", "2025-04-01"),
  NSG("network-security-group", "Microsoft.Network/networkSecurityGroups", "2025-03-01"),
  VNET("virtual-network", "Microsoft.Network/virtualNetworks", "2025-03-01"),
  ADDRESS("public-ip-address", "Microsoft.Network/publicIPAddresses", "2025-03-01"),
  NIC("network-interface", "Microsoft.Network/networkInterfaces", "2025-03-01"),
  DISK("disk", "Microsoft.Compute/disks", "2025-01-02"),
  VM("virtual-machine", "Microsoft.Compute/virtualMachines", "2025-04-01");

  private final String word;
  private final String type;
  private final String apiVersion;

  Kind(String word, String type, String apiVersion) {
    this.word = word;
    this.type = type;
    this.apiVersion = apiVersion;
  }

  /** As in a ledger. */
  String word() {
    return word;
  }

  /** For people. */
  String words() {
    return word.replace('-', ' ');
  }

  /** As in an id: "Microsoft.Compute/virtualMachines". */
  String type() {
    return type;
  }

  String apiVersion() {
    return apiVersion;
  }

  /** The kind of an entry in a ledger. */
  static Kind of(Resource resource) {
    for (Kind kind : values()) {
      if (kind.word.equals(resource.kind())) {
        return kind;
      }
    }
    throw new IllegalArgumentException("not made by this driver: " + resource);
  }

  /** The kind with Azure's name, however its letters are written; null for what we never make. */
  static @Nullable Kind ofType(@Nullable String type) {
    for (Kind kind : values()) {
      if (type != null
          && kind.type.toLowerCase(Locale.ROOT).equals(type.toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    return null;
  }

  /** A machine's virtual machine, with or without an id; null where there is none. */
  static @Nullable Resource vmOf(Machine machine) {
    return in(machine, VM);
  }

  /** The last entry of this kind; null where there is none. */
  static @Nullable Resource in(Machine machine, Kind kind) {
    Resource last = null;
    for (Resource resource : machine.ledger()) {
      if (resource.kind().equals(kind.word)) {
        last = resource;
      }
    }
    return last;
  }
}
