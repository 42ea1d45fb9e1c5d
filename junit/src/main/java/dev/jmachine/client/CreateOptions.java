package dev.jmachine.client;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The long options that {@code jmachine create} has for one driver, read from its help. So this
 * library works with a program that is older or newer than itself, and with drivers it never heard
 * of.
 */
record CreateOptions(Set<String> names) {
  /** Those that every driver has in a program of this library's version. */
  static final CreateOptions USUAL = new CreateOptions(Set.of("--ttl", "--template", "--spare"));

  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]*");

  CreateOptions {
    names = Set.copyOf(names);
  }

  static CreateOptions of(String help) {
    Set<String> names = new TreeSet<>();
    OPTION.matcher(help).results().forEach(result -> names.add(result.group()));
    return new CreateOptions(names);
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /**
   * The driver's own option of that ending: its beginning is the driver's name.
   *
   * @throws HostException where there is none
   */
  String endingWith(String ending) {
    return names.stream()
        .filter(name -> name.endsWith(ending))
        .sorted()
        .findFirst()
        .orElseThrow(
            () ->
                new HostException(
                    "this driver has no option that ends with \""
                        + ending
                        + "\"; give its size as options(\"--…\", \"…\"): jmachine create -d DRIVER"
                        + " --help"));
  }
}
