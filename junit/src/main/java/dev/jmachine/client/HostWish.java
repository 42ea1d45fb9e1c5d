package dev.jmachine.client;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a create without the name.
 *
 * @param driver empty where the program chooses
 * @param memory in MiB, 0 for the driver's default
 * @param cpus 0 for the driver's default
 * @param ttl as the command line writes it, empty for none
 * @param options more words, as they are
 */
record HostWish(String driver, int memory, int cpus, String ttl, List<String> options) {
  static final HostWish USUAL = new HostWish("", 0, 0, "2h", List.of());

  HostWish {
    options = List.copyOf(options);
    if (memory < 0 || cpus < 0) {
      throw new IllegalArgumentException("memory and cpus are 0 or more");
    }
  }

  HostWish withoutTtl() {
    return new HostWish(driver, memory, cpus, "", options);
  }

  /** Whether it needs the driver's own options. */
  boolean hasSize() {
    return memory > 0 || cpus > 0;
  }

  /** Asks for the options that a create with this wish has. */
  List<String> help() {
    List<String> words = new ArrayList<>(List.of("create"));
    words.addAll(driverWords());
    words.add("--help");
    return words;
  }

  /**
   * The command line.
   *
   * @param options those that the program has for this driver: what it lacks is left out
   * @param spare how long another one waits afterwards; empty for none
   */
  List<String> create(String name, CreateOptions options, String spare) {
    List<String> words = new ArrayList<>(List.of("create"));
    words.addAll(driverWords());
    if (memory > 0) {
      words.addAll(List.of(options.endingWith("-memory"), String.valueOf(memory)));
    }
    if (cpus > 0) {
      words.addAll(List.of(options.endingWith("-cpus"), String.valueOf(cpus)));
    }
    if (!ttl.isEmpty() && options.has("--ttl")) {
      words.addAll(List.of("--ttl", ttl));
    }
    if (options.has("--template") && !says("--template")) {
      words.addAll(List.of("--template", "auto"));
      if (!spare.isEmpty() && options.has("--spare") && !says("--spare")) {
        words.addAll(List.of("--spare", spare));
      }
    }
    words.addAll(this.options);
    words.add(name);
    return words;
  }

  private boolean says(String option) {
    return options.stream().anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
  }

  private List<String> driverWords() {
    return driver.isEmpty() ? List.of() : List.of("-d", driver);
  }
}
