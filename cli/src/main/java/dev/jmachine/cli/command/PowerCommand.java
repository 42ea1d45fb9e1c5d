package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.lifecycle.MachinePower;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** {@code start}, {@code stop}, {@code restart} and {@code kill}: several machines side by side. */
final class PowerCommand implements Command {
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(10);

  private final Verb verb;

  PowerCommand(Verb verb) {
    this.verb = verb;
  }

  /** What can be done to a machine's power. */
  enum Verb {
    START,
    STOP,
    RESTART,
    KILL
  }

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(NamedMachines.LABEL, "[NAME...]", "0..*", NamedMachines.OPTIONAL)
        .options(
            Options.value("TIME", "How long to wait: 90s, 10m (the default)", "--timeout"),
            Options.flag("Show warnings and errors alone", "-q", "--quiet"));
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    Duration timeout = Options.duration(parsed, "--timeout", USUAL_TIMEOUT);
    Set<MachineName> names = NamedMachines.names(Options.positionals(parsed), context.store());
    MachineGroups groups = MachineGroups.of(names, context);
    if (Options.has(parsed, "--quiet")) {
      context.quiet();
    }
    context.interruptible();
    MachinePower power = new MachinePower(context.surroundings(null));
    return groups.all(
        context, List.of(), (machine, provider) -> one(machine, provider, power, timeout, context));
  }

  private void one(
      Machine before,
      DriverProvider provider,
      MachinePower power,
      Duration timeout,
      CommandContext context)
      throws IOException, InterruptedException {
    Steps steps = context.steps(before.name());
    MachineName name = before.machineName();
    Machine after =
        switch (verb) {
          case START -> power.start(name, provider, timeout, steps);
          case STOP -> power.stop(name, provider, timeout, steps);
          case RESTART -> power.restart(name, provider, timeout, steps);
          case KILL -> power.kill(name, provider, timeout, steps);
        };
    if (!Objects.equals(url(before.access()), url(after.access()))) {
      steps.note("its address is now " + url(after.access()));
    }
  }

  private static @Nullable String url(@Nullable HostAccess access) {
    return access == null ? null : access.engineUrl();
  }
}
