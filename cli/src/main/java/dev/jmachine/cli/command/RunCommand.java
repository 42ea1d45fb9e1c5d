package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.FailurePrinter;
import dev.jmachine.cli.drivers.DriverChoice;
import dev.jmachine.cli.drivers.Drivers;
import dev.jmachine.cli.drivers.ForeignDriver;
import dev.jmachine.cli.drivers.HandOver;
import dev.jmachine.cli.progress.ProgressMode;
import dev.jmachine.cli.signal.SignalRelay;
import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.lifecycle.MachineCreation;
import dev.jmachine.core.lifecycle.MachineRemoval;
import dev.jmachine.core.lifecycle.Surroundings;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.ParseResult;

/**
 * {@code run -- COMMAND}: makes a machine, runs the command with a Docker client's variables set,
 * and removes the machine however that ends. Where nothing of ours is left to do so, the machine's
 * time to live does.
 */
final class RunCommand implements Command {
  private static final Duration USUAL_TTL = Duration.ofHours(2);
  private static final String NAME = "--name";
  private static final String KEEP = "--keep-on-failure";
  private static final String JSON = "--json";
  private static final int NOT_REMOVED = 125;

  private final CreateCommand create = new CreateCommand();

  /** A command's own failures: no shell and no program gives these for itself (docs). */
  @Override
  public int exitCode(FailureKind kind) {
    return switch (kind) {
      case USAGE -> 121;
      case CHECK -> 122;
      case CREDENTIALS -> 123;
      case CANCELLED -> 124;
      case QUOTA, NOT_FOUND, CONFLICT, INVALID, THROTTLED, UNAVAILABLE, TRUST, FAILED -> 120;
    };
  }

  @Override
  public OptionalInt elsewhere(List<String> arguments, Caller caller)
      throws IOException, InterruptedException {
    Drivers drivers = new Drivers(caller);
    String choice = DriverChoice.of(arguments, caller);
    ForeignDriver foreign = drivers.here(choice) == null ? drivers.elsewhere(choice) : null;
    return foreign == null
        ? OptionalInt.empty()
        : OptionalInt.of(HandOver.relay(foreign, arguments, hasTerminal(caller)));
  }

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) throws IOException {
    syntax
        .positionals("CMD", "-- CMD [ARG...]", "1..*", "What is run, and its arguments")
        .options(
            Options.value("NAME", "The machine's name; else run- and six letters", NAME),
            Options.flag("Keep the machine where the command ends with another code than 0", KEEP),
            Options.flag("Show progress as JSON, one event a line, on standard error", JSON))
        .stopAtPositional()
        .example("jmachine run -- docker version")
        .example("jmachine run --ttl 30m -- sh -c 'docker build -t app . && docker run app'");
    create.describeMachine(syntax, arguments, caller);
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    if (!context.arguments().contains("--")) {
      throw MachineFailure.usage("put -- before the command")
          .hint("jmachine run -- docker version");
    }
    List<String> command = Options.positionals(parsed);
    Integer missing = LocalProgram.missing(command.getFirst(), context);
    if (missing != null) {
      return missing;
    }
    CreateOrder order = order(parsed, context);
    boolean json = Options.has(parsed, JSON);
    if (json) {
      context.progressAs(ProgressMode.JSON);
    } else if (Options.has(parsed, "--quiet")) {
      context.quiet();
    }
    Steps steps = context.steps(order.name().value());
    SignalRelay relay =
        SignalRelay.install(
            hasTerminal(context.caller()),
            () -> steps.warn("interrupted; cleaning up (interrupt again to leave at once)"));
    Surroundings surroundings =
        context.surroundings(Options.text(parsed, CreateCommand.PASSPHRASE_FILE));
    Machine machine = new MachineCreation(surroundings).create(order, steps);
    int code = 1;
    try {
      CreateCommand.refill(order, new Spare(null), context);
      code = run(command, machine, relay, json, context);
    } finally {
      boolean kept = Options.has(parsed, KEEP) && code != 0;
      code =
          kept
              ? kept(machine, code, steps)
              : removed(machine, code, order, surroundings, relay, context);
    }
    return code;
  }

  private CreateOrder order(ParseResult parsed, CommandContext context) throws IOException {
    String given = Options.text(parsed, NAME);
    MachineName name = new MachineName(given == null ? randomName() : given);
    CreateOrder order = create.order(name, parsed, context);
    boolean canExpire = order.provider().info().can(Capability.EXPIRY);
    return order.ttl() == null && canExpire ? order.withTtl(USUAL_TTL) : order;
  }

  private static int run(
      List<String> command,
      Machine machine,
      SignalRelay relay,
      boolean json,
      CommandContext context)
      throws IOException, InterruptedException {
    if (!json) {
      context.close();
    }
    context.output().flush();
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    EnvVariables variables =
        EnvVariables.of(machine, context.store().machineFolder(machine.machineName()));
    builder.environment().keySet().removeAll(variables.unset());
    builder.environment().putAll(variables.set());
    if (!json) {
      return relay.awaitEnd(builder.start());
    }
    Steps steps = context.steps(machine.name());
    int code = steps.run("Running " + command.getFirst(), () -> relay.awaitEnd(builder.start()));
    steps.note("the command ended with code " + code);
    return code;
  }

  private static int kept(Machine machine, int code, Steps steps) {
    String until = machine.expires() == null ? "" : " until " + machine.expires();
    steps.note(
        "kept" + until + ": jmachine env " + machine.name() + ", jmachine rm " + machine.name());
    return code;
  }

  /** The command's code, unless that is 0 and the machine is still there. */
  private static int removed(
      Machine machine,
      int code,
      CreateOrder order,
      Surroundings surroundings,
      SignalRelay relay,
      CommandContext context)
      throws IOException, InterruptedException {
    Steps steps = context.steps(machine.name());
    relay.finish(() -> steps.warn("removing the machine (interrupt again to leave at once)"));
    // what interrupted us has been answered
    Thread.interrupted();
    try {
      if (context.store().exists(machine.machineName())) {
        new MachineRemoval(surroundings).removeSame(machine, order.provider(), steps);
      }
      return code;
    } catch (MachineFailure failure) {
      if (!context.store().exists(machine.machineName())) {
        return code; // its watch was quicker
      }
      new FailurePrinter(context.messages(), context.globals().debug()).print(failure);
      return code == 0 ? NOT_REMOVED : code;
    }
  }

  private static boolean hasTerminal(Caller caller) {
    return caller.terminal().input() || caller.terminal().output() || caller.terminal().messages();
  }

  private static String randomName() {
    SecureRandom random = new SecureRandom();
    StringBuilder name = new StringBuilder("run-");
    for (int i = 0; i < 6; i++) {
      name.append((char) ('a' + random.nextInt(26)));
    }
    return name.toString();
  }
}
