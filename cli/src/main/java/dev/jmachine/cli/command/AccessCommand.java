package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachineAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code access refresh}: machines let in the address that this computer has now. */
final class AccessCommand implements Command {
  private static final String REFRESH = "refresh";

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(
            "ACTION",
            "refresh [NAME...]",
            "1..*",
            "Let the address that this computer has now in, and the one before no more; the"
                + " machines, else the one called \"default\", else the only one")
        .example("jmachine access refresh dev");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    List<String> words = Options.positionals(parsed);
    if (!words.getFirst().equals(REFRESH)) {
      throw MachineFailure.usage("unknown action \"" + words.getFirst() + "\"")
          .because("known is " + REFRESH);
    }
    MachineGroups groups =
        MachineGroups.of(
            NamedMachines.names(words.subList(1, words.size()), context.store()), context);
    context.interruptible();
    MachineAccess access = new MachineAccess(context.surroundings(null));
    return groups.all(
        context, List.of(), (machine, provider) -> refresh(access, machine, provider, context));
  }

  private static void refresh(
      MachineAccess access, Machine machine, DriverProvider provider, CommandContext context)
      throws IOException, InterruptedException {
    Steps steps = context.steps(machine.name());
    List<String> admitted = access.refresh(machine.machineName(), provider, steps);
    steps.note(
        admitted.isEmpty()
            ? "its ports are not open to this computer's address alone: nothing to change"
            : "open to " + String.join(", ", admitted));
  }
}
