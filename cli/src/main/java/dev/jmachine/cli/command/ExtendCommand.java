package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachineExtension;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** {@code extend NAME TIME}: a machine with a time to live lives longer. */
final class ExtendCommand implements Command {
  private static final String NEVER = "--never";

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(
            NamedMachines.LABEL,
            "NAME TIME",
            "1..2",
            "The machine, and how long it lives from now on at the least: 30m, 2h, 7d")
        .options(Options.flag("Let it live until it is removed", NEVER))
        .example("jmachine extend dev 1h");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    List<String> given = Options.positionals(parsed);
    boolean never = Options.has(parsed, NEVER);
    if (never != (given.size() == 1)) {
      throw MachineFailure.usage("give a time or " + NEVER)
          .hint("jmachine extend " + given.getFirst() + " 1h");
    }
    Duration time = never ? null : Ttl.parse(given.getLast(), "the time");
    MachineName name = new MachineName(given.getFirst());
    MachineGroups groups = MachineGroups.of(Set.of(name), context);
    context.interruptible();
    MachineExtension extension = new MachineExtension(context.surroundings(null));
    return groups.all(
        context, List.of(), (_, provider) -> extend(extension, name, time, provider, context));
  }

  private static void extend(
      MachineExtension extension,
      MachineName name,
      @Nullable Duration time,
      DriverProvider provider,
      CommandContext context)
      throws IOException, InterruptedException {
    Machine machine = extension.extend(name, time, provider, context.steps(name.value()));
    context
        .steps(name.value())
        .note(
            machine.expires() == null
                ? "it lives until it is removed"
                : "ends at " + machine.expires());
  }
}
