package dev.jmachine.core.driver;

import java.util.List;
import java.util.Map;

/**
 * What is known of a driver without loading its SDK.
 *
 * @param name as in {@code --driver NAME}
 * @param aliases other names that are taken: "amazonec2"
 * @param summary one phrase for lists: "virtual machines on this computer"
 * @param options its option table, in the order of help
 * @param lacks capabilities it does not have, each with the reason that a user is told
 */
public record DriverInfo(
    String name,
    List<String> aliases,
    String summary,
    List<DriverOption> options,
    Map<Capability, String> lacks) {
  public DriverInfo {
    aliases = List.copyOf(aliases);
    options = List.copyOf(options);
    lacks = Map.copyOf(lacks);
  }

  public boolean can(Capability capability) {
    return !lacks.containsKey(capability);
  }

  public boolean isCalled(String nameOrAlias) {
    return name.equals(nameOrAlias) || aliases.contains(nameOrAlias);
  }
}
