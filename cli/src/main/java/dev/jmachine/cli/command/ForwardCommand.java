package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.PortForward;
import dev.jmachine.core.driver.PortForwards;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code forward}: ports of a machine whose driver opens them on this computer. */
final class ForwardCommand implements Command {
  private static final String CLOSE = "--close";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(
            NamedMachines.LABEL,
            "NAME [[[ADDRESS:]PORT:]PORT...]",
            "1..*",
            "The machine, and TCP ports of it, which then answer on this computer until it stops;"
                + " without a port, those that do are shown. ADDRESS is of 127.0.0.0/8, else"
                + " 127.0.0.1; the first PORT is of this computer, else the same. Only for drivers"
                + " that forward ports: qemu")
        .options(Options.flag("They shall answer no more", CLOSE))
        .example("jmachine forward dev 8080:80")
        .example("jmachine forward dev");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    List<String> given = Options.positionals(parsed);
    Machine machine = NamedMachines.one(given.subList(0, 1), context.store());
    List<PortForward> ports =
        given.subList(1, given.size()).stream().map(ForwardCommand::forward).toList();
    boolean close = Options.has(parsed, CLOSE);
    if (close && ports.isEmpty()) {
      throw MachineFailure.usage("which port shall answer no more?")
          .hint("jmachine forward " + machine.name());
    }
    return MachineDriver.run(
        machine,
        context,
        provider -> {
          try (Driver driver = provider.open(context.driverContext())) {
            change(forwards(driver, machine), machine, ports, close, context);
          }
        });
  }

  private static PortForwards forwards(Driver driver, Machine machine) {
    return driver
        .portForwards()
        .orElseThrow(() -> PortForwards.none(machine.name(), machine.spec().driver()));
  }

  private static void change(
      PortForwards forwards,
      Machine machine,
      List<PortForward> ports,
      boolean close,
      CommandContext context)
      throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(PATIENCE, context.caller().ticker());
    if (close) {
      forwards.close(machine, ports, deadline);
    } else if (ports.isEmpty()) {
      forwards.list(machine, deadline).forEach(open -> context.output().line(open.toString()));
    } else {
      forwards.open(machine, ports, deadline);
    }
  }

  private static PortForward forward(String text) {
    try {
      return PortForward.parse(text);
    } catch (IllegalArgumentException e) {
      throw MachineFailure.usage("invalid port \"" + text + "\"")
          .because(String.valueOf(e.getMessage()));
    }
  }
}
