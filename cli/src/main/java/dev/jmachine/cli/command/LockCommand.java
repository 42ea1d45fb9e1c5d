package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.lifecycle.MachineLocking;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/**
 * {@code lock} and {@code unlock}: whether machines may be removed. Only the driver of one that has
 * a time to live is asked.
 */
final class LockCommand implements Command {
  private final boolean locked;

  LockCommand(boolean locked) {
    this.locked = locked;
  }

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax.positionals(NamedMachines.LABEL, "[NAME...]", "0..*", NamedMachines.OPTIONAL);
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    Set<MachineName> names = NamedMachines.names(Options.positionals(parsed), context.store());
    MachineLocking locking = new MachineLocking(context.surroundings(null));
    Set<MachineName> expiring = new LinkedHashSet<>();
    for (MachineName name : names) {
      if (NamedMachines.load(name, context.store()).expires() != null) {
        expiring.add(name);
      } else if (context.caller().driverJvm() == null) {
        locking.set(name, locked, null, context.steps(name.value()));
      }
    }
    return expiring.isEmpty() ? 0 : withDrivers(expiring, locking, context);
  }

  private int withDrivers(Set<MachineName> names, MachineLocking locking, CommandContext context)
      throws IOException, InterruptedException {
    context.interruptible();
    return MachineGroups.of(names, context)
        .all(
            context,
            List.of(),
            (machine, provider) ->
                locking.set(
                    machine.machineName(), locked, provider, context.steps(machine.name())));
  }
}
