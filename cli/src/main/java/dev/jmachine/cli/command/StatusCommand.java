package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.drivers.Drivers;
import dev.jmachine.cli.drivers.ForeignDriver;
import dev.jmachine.cli.drivers.HandOver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.Interrupted;
import dev.jmachine.core.lifecycle.MachineObservation;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.ParseResult;

/** {@code status}: one word, from the driver. */
final class StatusCommand implements Command {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(NamedMachines.LABEL, "[NAME]", "0..1", NamedMachines.OPTIONAL)
        .options(
            Options.value("TIME", "How long to ask: 10s (the default), 1m", "-t", "--timeout"));
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    Duration timeout = Options.duration(parsed, "--timeout", USUAL_TIMEOUT);
    Machine machine = NamedMachines.one(Options.positionals(parsed), context.store());
    if (machine.phase() != Phase.READY) {
      String word = StateWords.of(machine, context.store());
      context.output().line(word);
      if (StateWords.isInterrupted(word)) {
        context.messages().line(Interrupted.told(machine));
      }
      return 0;
    }
    Drivers drivers = context.drivers();
    String wanted = machine.spec().driver();
    DriverProvider provider = drivers.here(wanted);
    if (provider != null) {
      return ask(provider, machine, timeout, context);
    }
    ForeignDriver foreign = drivers.elsewhere(wanted);
    if (foreign == null) {
      throw drivers.unknown(wanted);
    }
    return HandOver.run(foreign, List.of(), context.arguments());
  }

  private static int ask(
      DriverProvider provider, Machine machine, Duration timeout, CommandContext context)
      throws InterruptedException {
    Observed observed =
        Objects.requireNonNull(
            new MachineObservation(context.driverContext())
                .observe(provider, List.of(machine), timeout)
                .get(machine.machineName()));
    context.output().line(observed.shown());
    // no switch over types: the JVM spins a class for its first one, which takes 10 ms
    if (observed instanceof Observed.TimedOut) {
      throw unknown(machine, "no answer in " + timeout.toSeconds() + " s");
    }
    if (observed instanceof Observed.Unreachable(String reason)) {
      throw unknown(machine, reason);
    }
    return 0;
  }

  private static MachineFailure unknown(Machine machine, String reason) {
    return MachineFailure.of(
            FailureKind.UNAVAILABLE, "the state of machine \"" + machine.name() + "\" is not known")
        .because(reason);
  }
}
