package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.drivers.ObservedLines;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachineObservation;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.ParseResult;

/**
 * Not for users: {@code ls} of the first JVM runs it in the JVM of a driver, for the machines that
 * it names on standard input, one a line, and reads the answers as {@link ObservedLines}.
 */
final class ObserveCommand implements Command {
  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax.options(Options.value("TIME", "How long to ask", "--timeout"));
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    Duration timeout = Options.duration(parsed, "--timeout", Duration.ofSeconds(10));
    DriverProvider provider = provider(context);
    List<Machine> machines = new ArrayList<>();
    for (MachineName name : ObservedLines.names(context.caller().input())) {
      machines.add(context.store().load(name));
    }
    new MachineObservation(context.driverContext())
        .observe(provider, machines, timeout)
        .forEach((name, observed) -> context.output().line(ObservedLines.line(name, observed)));
    return 0;
  }

  private static DriverProvider provider(CommandContext context) {
    String name = context.caller().driverJvm();
    if (name == null) {
      throw MachineFailure.usage("this command is not for users");
    }
    return Objects.requireNonNull(context.drivers().here(name), "the driver of this JVM");
  }
}
