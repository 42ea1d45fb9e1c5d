package dev.jmachine.testkit.arm;

import static dev.jmachine.testkit.arm.StubResource.key;
import static dev.jmachine.testkit.arm.StubResource.map;
import static dev.jmachine.testkit.arm.StubResource.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that was made, with what Azure does to it. Guarded by the stub. */
final class ArmResources {
  private static final String GROUPS = "Microsoft.Resources/resourceGroups";

  final Map<String, StubResource> all = new LinkedHashMap<>();
  private final ArmSettings settings;
  private int addresses;
  private int boots;

  ArmResources(ArmSettings settings) {
    this.settings = settings;
  }

  @Nullable StubResource at(String id) {
    return all.get(key(id));
  }

  /** A look, as every caller has it: what is new may be missed. */
  StubResource look(String id) throws ArmError {
    StubResource found = at(id);
    if (found == null || !found.seen()) {
      throw isGroup(id)
          ? new ArmError(404, "ResourceGroupNotFound", "Resource group '" + id + "' not found.")
          : ArmError.notFound(id);
    }
    return found;
  }

  private static boolean isGroup(String id) {
    return id.split("/").length == 5;
  }

  List<StubResource> in(StubResource group) {
    String prefix = key(group.id) + "/providers/";
    return all.values().stream().filter(one -> key(one.id).startsWith(prefix)).toList();
  }

  StubResource put(String id, ArmRequest request) throws ArmError {
    StubResource before = at(id);
    if (before != null) {
      refuseGoing(before);
      return before;
    }
    String[] parts = id.split("/");
    String type = isGroup(id) ? GROUPS : parts[6] + "/" + parts[7];
    StubResource made = new StubResource(id, type, parts[parts.length - 1], request.body());
    check(made);
    made.unseen = settings.lag;
    all.put(key(id), made);
    if (made.is("publicIPAddresses")) {
      addresses++;
      setAddress(made, "192.0.2." + (1 + Math.floorMod(addresses, 250)));
    }
    if (made.is("virtualMachines")) {
      boot(made);
    }
    return made;
  }

  private static void refuseGoing(StubResource resource) throws ArmError {
    if (resource.state.equals("Deleting")) {
      String code =
          resource.type.equals(GROUPS) ? "ResourceGroupBeingDeleted" : "AnotherOperationInProgress";
      throw new ArmError(409, code, resource.name + " is being deleted.");
    }
  }

  private void check(StubResource made) throws ArmError {
    if (!made.type.equals(GROUPS)) {
      refuseGoing(look(made.group()));
    }
    if (!Catalog.LOCATIONS.contains(text(made.body, "location"))) {
      throw new ArmError(
          400, "LocationNotAvailableForResourceType", "The location is not available.");
    }
    for (String id : References.of(made)) {
      StubResource used = at(id);
      if (used == null || !used.seen()) {
        throw new ArmError(400, "InvalidResourceReference", "Resource " + id + " was not found.");
      }
    }
    if (made.is("virtualMachines")) {
      checkMachine(made);
    }
  }

  private static void checkMachine(StubResource vm) throws ArmError {
    String size = text(map(vm.properties().get("hardwareProfile")), "vmSize");
    Map<?, ?> image = map(map(vm.properties().get("storageProfile")).get("imageReference"));
    if (!Catalog.hasSize(size)) {
      throw new ArmError(400, "InvalidParameter", "The value " + size + " is not a valid vmSize.");
    }
    if (!Catalog.hasImage(image)) {
      throw new ArmError(404, "PlatformImageNotFound", "The platform image is not available.");
    }
  }

  /** The disk is made with it, and inherits its tags. */
  private void boot(StubResource vm) {
    String name = text(References.disk(vm), "name");
    String id = vm.group() + "/providers/Microsoft.Compute/disks/" + name;
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("location", vm.body.getOrDefault("location", ""));
    body.put("tags", Map.copyOf(vm.tags));
    body.put("managedBy", vm.id);
    all.putIfAbsent(key(id), new StubResource(id, "Microsoft.Compute/disks", name, body));
    vm.powerThen = "running";
    started(vm);
  }

  private void started(StubResource vm) {
    String data = text(map(vm.properties().get("osProfile")), "customData");
    String address = settings.addresses.at(new ArmAddresses.Boot(vm.name, boots++, data));
    if (address != null) {
      References.goWith(vm, this::at).stream()
          .map(this::at)
          .filter(one -> one != null && one.is("publicIPAddresses"))
          .forEach(one -> setAddress(one, address));
    }
  }

  static void setAddress(StubResource address, String value) {
    Map<String, Object> properties = new LinkedHashMap<>();
    address.properties().forEach((k, v) -> properties.put(String.valueOf(k), v));
    properties.put("ipAddress", value);
    String label = text(map(properties.get("dnsSettings")), "domainNameLabel");
    if (!label.isEmpty()) {
      String fqdn = label + "." + address.body.get("location") + ".cloudapp.azure.com";
      properties.put("dnsSettings", Map.of("domainNameLabel", label, "fqdn", fqdn));
    }
    address.body.put("properties", properties);
  }

  /** Begins to delete; null where there is nothing. */
  @Nullable StubResource delete(String id) throws ArmError {
    StubResource resource = at(id);
    if (resource == null || resource.state.equals("Deleting")) {
      return resource;
    }
    for (StubResource other : all.values()) {
      if (uses(other, resource) && !resource.type.equals(GROUPS)) {
        throw References.inUse(resource, other);
      }
    }
    resource.state = "Deleting";
    return resource;
  }

  private static boolean uses(StubResource user, StubResource used) {
    boolean byReference = References.of(user).stream().anyMatch(id -> key(id).equals(key(used.id)));
    boolean isDisk =
        used.is("disks")
            && user.is("virtualMachines")
            && text(References.disk(user), "name").equals(used.name)
            && user.group().equalsIgnoreCase(used.group());
    return byReference || isDisk;
  }

  /** Begins to change the power. */
  void power(StubResource vm, String action) throws ArmError {
    refuseGoing(vm);
    if (vm.state.equals("Creating")) {
      throw new ArmError(409, "OperationNotAllowed", "The machine is being created.");
    }
    switch (action.toLowerCase(Locale.ROOT)) {
      case "start" -> {
        if (!vm.power.equals("running")) {
          started(vm);
        }
        change(vm, "starting", "running");
      }
      case "poweroff" -> {
        if (vm.power.equals("running")) {
          change(vm, "stopping", "stopped");
        }
      }
      case "deallocate" -> change(vm, "deallocating", "deallocated");
      default -> throw new ArmError(404, "NotFound", "no action " + action);
    }
  }

  private static void change(StubResource vm, String now, String then) {
    vm.power = vm.power.equals(then) ? then : now;
    vm.powerThen = then;
    vm.state = "Updating";
  }

  /**
   * Somebody asks about an operation or its resource: after some questions it has ended.
   *
   * @return whether it has
   */
  boolean settle(StubResource resource) {
    if (resource.state.equals("Succeeded") || resource.state.equals("Failed")) {
      return true;
    }
    if (resource.pending-- > 0) {
      return false;
    }
    if (resource.failing != null) {
      resource.state = "Failed";
      resource.powerThen = null;
      return true;
    }
    if (resource.state.equals("Deleting")) {
      remove(resource);
      return true;
    }
    resource.state = "Succeeded";
    if (resource.powerThen != null) {
      resource.power = resource.powerThen;
      resource.powerThen = null;
    }
    return true;
  }

  void remove(StubResource resource) {
    if (resource.type.equals(GROUPS)) {
      in(resource).forEach(one -> all.remove(key(one.id)));
    }
    if (resource.is("virtualMachines")) {
      References.goWith(resource, this::at).forEach(id -> all.remove(key(id)));
    }
    all.remove(key(resource.id));
  }

  /** The members that Azure adds to what was sent. */
  Map<String, Object> shown(StubResource resource, boolean withState) {
    Map<String, Object> more = new LinkedHashMap<>();
    if (resource.is("networkInterfaces")) {
      more.put("ipConfigurations", withPrivateAddress(resource));
    }
    if (resource.is("virtualNetworks")) {
      more.put("subnets", withIds(resource));
    }
    if (withState) {
      more.put("instanceView", Map.of("statuses", statuses(resource)));
    }
    return resource.shown(more);
  }

  private static List<Object> statuses(StubResource vm) {
    List<Object> all = new ArrayList<>();
    Map<String, Object> provisioning = new LinkedHashMap<>();
    if (vm.failing != null) {
      provisioning.put("code", "ProvisioningState/failed/" + vm.failing.code());
      provisioning.put("message", vm.failing.message());
    } else {
      provisioning.put("code", "ProvisioningState/" + vm.state.toLowerCase(Locale.ROOT));
    }
    all.add(provisioning);
    if (!vm.power.isEmpty()) {
      all.add(Map.of("code", "PowerState/" + vm.power));
    }
    return all;
  }

  private static List<Object> withPrivateAddress(StubResource card) {
    List<Object> all = new ArrayList<>();
    for (Object one : StubResource.list(card.properties().get("ipConfigurations"))) {
      Map<String, Object> properties = new LinkedHashMap<>();
      map(map(one).get("properties")).forEach((k, v) -> properties.put(String.valueOf(k), v));
      properties.putIfAbsent("privateIPAddress", "192.168.0.4");
      all.add(Map.of("name", "primary", "properties", properties));
    }
    return all;
  }

  private static List<Object> withIds(StubResource network) {
    List<Object> all = new ArrayList<>();
    for (Object one : StubResource.list(network.properties().get("subnets"))) {
      Map<String, Object> subnet = new LinkedHashMap<>();
      map(one).forEach((k, v) -> subnet.put(String.valueOf(k), v));
      subnet.put("id", network.id + "/subnets/" + subnet.get("name"));
      all.add(subnet);
    }
    return all;
  }
}
