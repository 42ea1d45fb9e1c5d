package dev.jmachine.cli.command;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachineRemoval;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.resource.Resource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code rm --forget}: no driver is opened, and what may be left at a provider is told. */
final class RmForget {
  private final CommandContext context;

  RmForget(CommandContext context) {
    this.context = context;
  }

  /**
   * Forgets machines.
   *
   * @param confirmed whether the user need not be asked
   * @return the exit code
   */
  int all(Set<MachineName> names, boolean confirmed) throws IOException, InterruptedException {
    if (!confirmed) {
      String what = "This removes records, Docker contexts and local files; hosts may stay: ";
      RmCommand.confirm(what, "jmachine rm --forget -y ", names, context);
    }
    Map<MachineName, MachineFailure> failures = new LinkedHashMap<>();
    for (MachineName name : names) {
      try {
        forget(name);
      } catch (MachineFailure failure) {
        failures.put(name, failure);
      }
    }
    return new Outcome(failures, List.of()).report(context);
  }

  private void forget(MachineName name) throws IOException, InterruptedException {
    if (!context.store().exists(name)) {
      throw NamedMachines.missingForRemoval(name, context.store());
    }
    List<Resource> left =
        new MachineRemoval(context.surroundings(null)).forget(name, context.steps(name.value()));
    for (Resource resource : left) {
      context.steps(name.value()).warn("may be left at the provider: " + shown(resource));
    }
  }

  /** With what says where it is, such as a region. */
  private static String shown(Resource resource) {
    return resource.attributes().isEmpty()
        ? resource.label()
        : resource.label() + " " + resource.attributes();
  }
}
