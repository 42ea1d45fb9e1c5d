package dev.jmachine.driver.azure;

import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.azure.api.Arm;
import dev.jmachine.driver.azure.api.ArmPath;
import java.util.Map;
import java.util.TreeMap;

/**
 * The resource group that a machine's resources are in.
 *
 * @param group its name
 * @param own whether it was made for the machine and goes with it
 */
record Place(String group, boolean own) {
  private static final String GROUP = "group";
  private static final String OWN = "own-group";

  /** As an entry of a ledger says. */
  static Place of(Resource resource) {
    Map<String, String> attributes = resource.attributes();
    return new Place(
        attributes.getOrDefault(GROUP, resource.token()),
        Boolean.parseBoolean(attributes.get(OWN)));
  }

  /** What an entry has besides the account. */
  Map<String, String> with(Map<String, String> attributes) {
    Map<String, String> all = new TreeMap<>(attributes);
    all.put(GROUP, group);
    all.put(OWN, String.valueOf(own));
    return all;
  }

  /** Path, which is the id, of a resource in it; or of the group itself. */
  ArmPath path(Arm arm, Kind kind, String name) {
    String at = "/resourceGroups/" + ArmPath.encoded(kind == Kind.GROUP ? name : group);
    return new ArmPath(
        arm.below(
            kind == Kind.GROUP
                ? at
                : at + "/providers/" + kind.type() + "/" + ArmPath.encoded(name)),
        kind.apiVersion());
  }
}
