package dev.jmachine.testkit.arm;

import static dev.jmachine.testkit.arm.StubResource.list;
import static dev.jmachine.testkit.arm.StubResource.map;
import static dev.jmachine.testkit.arm.StubResource.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which resource refers to which, by their bodies. */
final class References {
  private References() {}

  /** Ids that a body refers to and that must exist. */
  static List<String> of(StubResource resource) {
    Map<?, ?> properties = resource.properties();
    List<String> ids = new ArrayList<>();
    if (resource.is("networkInterfaces")) {
      add(ids, text(map(properties.get("networkSecurityGroup")), "id"));
      for (Map<?, ?> configuration : configurations(resource)) {
        add(ids, text(map(configuration.get("subnet")), "id").replaceFirst("/subnets/[^/]+$", ""));
        add(ids, text(map(configuration.get("publicIPAddress")), "id"));
      }
    }
    if (resource.is("virtualMachines")) {
      cards(resource).forEach(card -> add(ids, text(card, "id")));
      add(ids, text(map(properties.get("availabilitySet")), "id"));
    }
    return ids;
  }

  private static void add(List<String> ids, String id) {
    if (!id.isEmpty()) {
      ids.add(id);
    }
  }

  private static List<Map<?, ?>> configurations(StubResource card) {
    List<Map<?, ?>> all = new ArrayList<>();
    for (Object one : list(card.properties().get("ipConfigurations"))) {
      all.add(map(map(one).get("properties")));
    }
    return all;
  }

  private static List<Map<?, ?>> cards(StubResource vm) {
    List<Map<?, ?>> all = new ArrayList<>();
    for (Object one : list(map(vm.properties().get("networkProfile")).get("networkInterfaces"))) {
      all.add(map(one));
    }
    return all;
  }

  static Map<?, ?> disk(StubResource vm) {
    return map(map(vm.properties().get("storageProfile")).get("osDisk"));
  }

  /**
   * What goes with a virtual machine: its disk, its cards and their addresses, where it says so.
   */
  static List<String> goWith(StubResource vm, Function<String, @Nullable StubResource> by) {
    List<String> ids = new ArrayList<>();
    if ("Delete".equals(disk(vm).get("deleteOption"))) {
      ids.add(vm.group() + "/providers/Microsoft.Compute/disks/" + text(disk(vm), "name"));
    }
    for (Map<?, ?> card : cards(vm)) {
      StubResource found = by.apply(text(card, "id"));
      if (found != null && "Delete".equals(map(card.get("properties")).get("deleteOption"))) {
        ids.add(found.id);
        for (Map<?, ?> configuration : configurations(found)) {
          Map<?, ?> address = map(configuration.get("publicIPAddress"));
          if ("Delete".equals(map(address.get("properties")).get("deleteOption"))) {
            ids.add(text(address, "id"));
          }
        }
      }
    }
    return ids;
  }

  /** With which error Azure refuses to delete what another resource uses. */
  static ArmError inUse(StubResource used, StubResource by) {
    String message = used.name + " is in use by " + by.name + ".";
    return switch (used.type.substring(used.type.lastIndexOf('/') + 1)) {
      case "networkInterfaces" -> new ArmError(400, "NicInUse", message);
      case "publicIPAddresses" -> new ArmError(400, "PublicIPAddressCannotBeDeleted", message);
      case "networkSecurityGroups" ->
          new ArmError(400, "InUseNetworkSecurityGroupCannotBeDeleted", message);
      case "virtualNetworks" -> new ArmError(400, "InUseSubnetCannotBeDeleted", message);
      default -> new ArmError(409, "OperationNotAllowed", message);
    };
  }
}
