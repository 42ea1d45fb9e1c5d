package dev.jmachine.cli.command;

import dev.jmachine.cli.console.Closest;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.store.MachineStore;
import dev.jmachine.core.store.StoredMachine;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which machines a command line means: those it names, else the one called "default", else the only
 * one there is.
 */
public final class NamedMachines {
  /** Label of the positional parameter. */
  public static final String LABEL = "NAME";

  /** What help says of a machine that need not be named. */
  public static final String OPTIONAL =
      "The machine; else the one called \"default\", else the only one";

  private static final String DEFAULT = "default";

  private NamedMachines() {}

  /** The record of the one machine that is meant. */
  public static Machine one(List<String> given, MachineStore store) throws IOException {
    return load(names(given, store).iterator().next(), store);
  }

  /** The names that are meant, each once, in order; at least one. */
  public static Set<MachineName> names(List<String> given, MachineStore store) throws IOException {
    Set<MachineName> names = new LinkedHashSet<>();
    given.forEach(name -> names.add(new MachineName(name)));
    if (names.isEmpty()) {
      names.add(unnamed(store));
    }
    return names;
  }

  /** Reads a record; a name that no machine has gets a suggestion. */
  public static Machine load(MachineName name, MachineStore store) throws IOException {
    if (!store.exists(name)) {
      throw missing(name, store);
    }
    return store.load(name);
  }

  /** The failure for a name that no machine has. */
  public static MachineFailure missing(MachineName name, MachineStore store) throws IOException {
    MachineFailure failure =
        MachineFailure.of(FailureKind.NOT_FOUND, "machine \"" + name + "\" does not exist");
    String meant = Closest.to(name.value(), allNames(store));
    return meant == null
        ? failure.hint("jmachine ls").hint("jmachine create " + name)
        : failure.hint("did you mean \"" + meant + "\"?");
  }

  /** The same for who wants to remove it, and so not to create it. */
  static MachineFailure missingForRemoval(MachineName name, MachineStore store) throws IOException {
    MachineFailure failure =
        MachineFailure.of(FailureKind.NOT_FOUND, "machine \"" + name + "\" does not exist");
    String meant = Closest.to(name.value(), allNames(store));
    return meant == null
        ? failure.hint("jmachine ls")
        : failure.hint("did you mean \"" + meant + "\"?");
  }

  private static MachineName unnamed(MachineStore store) throws IOException {
    MachineName usual = new MachineName(DEFAULT);
    if (store.exists(usual)) {
      return usual;
    }
    List<String> all = allNames(store);
    if (all.size() == 1) {
      return new MachineName(all.getFirst());
    }
    MachineFailure failure =
        MachineFailure.usage("no machine is named, and none is called \"" + DEFAULT + "\"");
    throw all.isEmpty()
        ? failure.because("there is no machine yet").hint("jmachine create " + DEFAULT)
        : failure.because("there are " + String.join(", ", all));
  }

  private static List<String> allNames(MachineStore store) throws IOException {
    return store.list().stream().map(StoredMachine::name).toList();
  }
}
