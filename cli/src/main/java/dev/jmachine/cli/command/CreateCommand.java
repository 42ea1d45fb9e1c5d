package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.drivers.DriverFlags;
import dev.jmachine.cli.drivers.DriverValues;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.lifecycle.Leftovers;
import dev.jmachine.core.lifecycle.MachineCreation;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.progress.Steps;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** {@code create}: a machine from nothing. Its options are ours, the engine's and the driver's. */
final class CreateCommand implements Command {
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(20);
  private static final String DRY_RUN = "--dry-run";
  static final String PASSPHRASE_FILE = "--ca-passphrase-file";

  private @Nullable DriverProvider provider;
  private @Nullable Machine resumed;

  @Override
  public OptionalInt elsewhere(List<String> arguments, Caller caller)
      throws IOException, InterruptedException {
    resumed = ResumedMachine.of(arguments, caller);
    String choice = ResumedMachine.driver(resumed, arguments, caller);
    return ChosenDriver.elsewhere(choice, arguments, caller);
  }

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) throws IOException {
    syntax
        .positionals("NAME", "NAME", "0..1", "The new machine's name")
        .options(
            Options.value(
                "NAME",
                "Go on with a create that was interrupted, with the options it began with; secrets"
                    + " are to be given again",
                ResumedMachine.OPTION),
            Options.value(
                "WHAT",
                "What becomes of what was made when it fails: cleanup (the default; with --resume"
                    + " keep), keep or ask",
                OnError.OPTION),
            Spare.option(),
            Options.flag("Show what would be made, and make nothing", DRY_RUN))
        .example("jmachine create dev")
        .example("jmachine create --ttl 2h dev")
        .example("jmachine create -d DRIVER --help");
    describeMachine(syntax, arguments, caller);
    syntax.group("Several machines", CreateMany.options());
  }

  /** What says which machine; for every command that makes one. */
  void describeMachine(Syntax syntax, List<String> arguments, Caller caller) throws IOException {
    provider = ChosenDriver.here(ResumedMachine.driver(resumed, arguments, caller), caller);
    syntax
        .options(
            ChosenDriver.option("Where it is created", caller),
            Options.value(
                "TIME",
                "How long it lives: 30m, 2h, 7d; then it ends by itself, and all of it is removed",
                Ttl.OPTION),
            Options.value(
                "TIME", "How long all of it may take: 90s, 20m (the default)", "--timeout"),
            TemplateFlag.option(),
            Options.value("FILE", "Passphrase of your root CA key", PASSPHRASE_FILE),
            Options.flag("Show warnings and errors alone", "-q", "--quiet"))
        .group("Engine", EngineFlags.all());
    DriverFlags.byGroup(provider.info().options()).forEach(syntax::group);
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    CreateOrder order = resumed == null ? order(parsed, context) : order(resumed, parsed, context);
    Leftovers leftovers =
        OnError.read(
            Options.text(parsed, OnError.OPTION), resumed == null ? "cleanup" : "keep", context);
    Spare spare = Spare.read(parsed);
    if (Options.has(parsed, DRY_RUN)) {
      return plan(order, context);
    }
    boolean quiet = Options.has(parsed, "--quiet");
    if (quiet) {
      context.quiet();
    }
    context.interruptible();
    MachineCreation creation =
        new MachineCreation(context.surroundings(Options.text(parsed, PASSPHRASE_FILE)));
    if (CreateMany.isAskedFor(parsed)) {
      return CreateMany.run(
          order,
          spare,
          parsed,
          context,
          (one, driver, steps) -> creation.create(one, driver, leftovers, steps));
    }
    long start = context.caller().ticker().nanos();
    Steps steps = context.steps(order.name().value());
    Machine machine =
        resumed == null
            ? creation.create(order, leftovers, steps)
            : creation.resume(order, leftovers, steps);
    context.close();
    if (!quiet) {
      Duration took = Duration.ofNanos(context.caller().ticker().nanos() - start);
      context.messages().print(WhatNext.after(machine, took));
    }
    afterwards(order, spare, parsed, context);
    return 0;
  }

  /** For the next machines. */
  static void afterwards(CreateOrder order, Spare spare, ParseResult parsed, CommandContext context)
      throws InterruptedException {
    Afterwards.attempt(
        "no template is built", context, () -> new TemplateOffer(context, order).make(parsed));
    refill(order, spare, context);
  }

  static void refill(CreateOrder order, Spare spare, CommandContext context)
      throws InterruptedException {
    Afterwards.attempt(
        "no machine is made for the pool", context, () -> PoolRefill.after(order, spare, context));
  }

  private CreateOrder order(ParseResult parsed, CommandContext context) throws IOException {
    List<String> names = Options.positionals(parsed);
    if (names.isEmpty()) {
      throw MachineFailure.usage("the new machine has no name").hint("jmachine create dev");
    }
    return order(new MachineName(names.getFirst()), parsed, context);
  }

  /** What to create, by the options of {@link #describeMachine}. */
  CreateOrder order(MachineName name, ParseResult parsed, CommandContext context)
      throws IOException {
    DriverProvider driver = requireProvider();
    ChosenDriver.requireOnce(parsed, driver);
    DriverValues values = DriverValues.of(driver.info().options(), parsed, context.caller());
    MachineSpec spec =
        new MachineSpec(
            driver.info().name(), values.stored(), EngineFlags.read(parsed, context.caller()));
    Duration timeout = Options.duration(parsed, "--timeout", USUAL_TIMEOUT);
    return new CreateOrder(name, driver, spec, values.values(), timeout, Ttl.read(parsed))
        .withTemplate(TemplateFlag.use(parsed));
  }

  /** The order as it was given, from the record; what it can't hold comes from the caller again. */
  private CreateOrder order(Machine machine, ParseResult parsed, CommandContext context)
      throws IOException {
    DriverProvider driver = requireProvider();
    String named = ChosenDriver.named(parsed);
    if (named != null && !driver.info().isCalled(named)) {
      throw MachineFailure.usage("machine \"" + machine.name() + "\" is not of that driver")
          .because("its creation began with the driver " + driver.info().name());
    }
    ResumedMachine.refuse(EngineFlags.all(), parsed);
    ResumedMachine.refuse(CreateMany.options(), parsed);
    ResumedMachine.refuse(
        List.of(Options.flag("", DRY_RUN), Options.value("TIME", "", Ttl.OPTION)), parsed);
    if (!Options.positionals(parsed).isEmpty()) {
      throw MachineFailure.usage("name the machine once, after " + ResumedMachine.OPTION);
    }
    OptionValues values =
        DriverValues.resumed(
            driver.info().options(), machine.spec().driverOptions(), parsed, context.caller());
    Duration timeout = Options.duration(parsed, "--timeout", USUAL_TIMEOUT);
    return new CreateOrder(machine.machineName(), driver, machine.spec(), values, timeout)
        .withTemplate(TemplateFlag.use(parsed));
  }

  private static int plan(CreateOrder order, CommandContext context)
      throws IOException, InterruptedException {
    try (Driver driver = order.provider().open(context.driverContext())) {
      context.output().line("driver " + order.provider().info().name());
      for (PlannedResource resource : driver.plan(order.name(), order.options())) {
        context.output().line(resource.kind() + " " + resource.name());
        resource
            .details()
            .forEach((key, value) -> context.output().line("  " + key + ": " + value));
      }
    }
    return 0;
  }

  private DriverProvider requireProvider() {
    return java.util.Objects.requireNonNull(provider, "describe comes first");
  }
}
