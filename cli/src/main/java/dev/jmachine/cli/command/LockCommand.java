package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.lifecycle.MachineLocking;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** {@code lock} and {@code unlock}: whether machines may be removed. No driver is asked. */
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
    for (MachineName name : names) {
      NamedMachines.load(name, context.store());
      locking.set(name, locked, context.steps(name.value()));
    }
    return 0;
  }
}
