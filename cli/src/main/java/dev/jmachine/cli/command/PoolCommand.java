package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Table;
import dev.jmachine.cli.drivers.DriverChoice;
import dev.jmachine.cli.drivers.DriverFlags;
import dev.jmachine.cli.drivers.DriverValues;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.TemplateUse;
import dev.jmachine.core.driver.Templates;
import dev.jmachine.core.driver.Templates.Readiness;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.json.JsonText;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.pool.MachinePool;
import dev.jmachine.core.pool.PoolPlan;
import dev.jmachine.core.store.StoredMachine;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** {@code pool set N|ls}: machines that wait, parked, for a create to take them at once. */
final class PoolCommand implements Command {
  /** Action that another process of ours runs: makes the machines that the pool lacks. */
  static final String FILL = "fill";

  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(20);
  private static final int LARGEST = 100;

  private @Nullable DriverProvider provider;

  @Override
  public OptionalInt elsewhere(List<String> arguments, Caller caller)
      throws IOException, InterruptedException {
    return ChosenDriver.elsewhere(DriverChoice.of(arguments, caller), arguments, caller);
  }

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) throws IOException {
    provider = ChosenDriver.here(DriverChoice.of(arguments, caller), caller);
    syntax
        .positionals(
            "ACTION",
            "set N|ls",
            "1..2",
            "set makes or removes machines until N wait, ls lists them")
        .options(
            ChosenDriver.option("Whose machines", caller),
            Options.flag("Show warnings and errors alone", "-q", "--quiet"),
            Form.option());
    DriverFlags.byGroup(provider.info().options()).forEach(syntax::group);
    syntax.example("jmachine pool set 3 && jmachine create dev").example("jmachine pool set 0");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    DriverProvider driver = Objects.requireNonNull(provider, "describe comes first");
    ChosenDriver.requireOnce(parsed, driver);
    if (Options.has(parsed, "--quiet")) {
      context.quiet();
    }
    MachinePool pool = new MachinePool(context.surroundings(null));
    List<String> words = Options.positionals(parsed);
    switch (words.getFirst()) {
      case "set" -> set(size(words), pool, parsed, context);
      case "ls" -> list(pool, parsed, context);
      case FILL -> fill(pool, parsed, context);
      default ->
          throw MachineFailure.usage("unknown action \"" + words.getFirst() + "\"")
              .because("known are set and ls");
    }
    return 0;
  }

  private static int size(List<String> words) {
    try {
      int size = words.size() == 2 ? Integer.parseInt(words.getLast()) : -1;
      if (size >= 0 && size <= LARGEST) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw refused();
    }
    throw refused();
  }

  private static MachineFailure refused() {
    return MachineFailure.usage("\"pool set\" takes the number of machines that shall wait")
        .because("it is a number from 0 to " + LARGEST);
  }

  private void set(int size, MachinePool pool, ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    CreateOrder order = order(parsed, context);
    context.interruptible();
    if (size > 0) {
      requireTemplate(order, context);
    }
    pool.want(new PoolPlan(size, order.spec().driver(), order.spec().driverOptions(), null));
    pool.clear(order.provider(), context.progress());
    pool.fill(order, context.progress());
    context.close();
    if (!Options.has(parsed, "--quiet")) {
      int waiting = waiting(pool);
      context.messages().line(waiting + " of " + size + " machines wait in the pool.");
    }
  }

  private static int waiting(MachinePool pool) throws IOException {
    int waiting = 0;
    for (StoredMachine member : pool.members()) {
      waiting += pool.isWaiting(member) ? 1 : 0;
    }
    return waiting;
  }

  private void fill(MachinePool pool, ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    CreateOrder order = order(parsed, context);
    context.interruptible();
    if (pool.plan().size() > 0) {
      requireTemplate(order, context);
    }
    pool.clear(order.provider(), context.progress());
    pool.fill(order, context.progress());
  }

  private static void requireTemplate(CreateOrder order, CommandContext context)
      throws IOException, InterruptedException {
    String name = order.provider().info().name();
    try (Driver driver = order.provider().open(context.driverContext())) {
      Templates templates = driver.templates().orElseThrow(() -> Templates.none(name));
      if (templates.readiness(order.options()) != Readiness.READY) {
        Deadline deadline = Deadline.in(USUAL_TIMEOUT, context.caller().ticker());
        templates.build(order.options(), context.steps(""), deadline);
      }
    }
  }

  /** Of any machine of the pool. */
  private CreateOrder order(ParseResult parsed, CommandContext context) throws IOException {
    DriverProvider driver = Objects.requireNonNull(provider);
    DriverValues values = DriverValues.of(driver.info().options(), parsed, context.caller());
    MachineSpec spec =
        new MachineSpec(driver.info().name(), values.stored(), EngineOptions.defaults());
    return new CreateOrder(new MachineName("pool"), driver, spec, values.values(), USUAL_TIMEOUT)
        .withTemplate(TemplateUse.REQUIRED);
  }

  private static void list(MachinePool pool, ParseResult parsed, CommandContext context)
      throws IOException {
    List<StoredMachine> members = pool.members();
    context
        .output()
        .print(
            switch (Form.of(parsed)) {
              case TABLE -> table(members, pool);
              case JSON -> json(members, pool);
            });
  }

  private static String table(List<StoredMachine> members, MachinePool pool) throws IOException {
    Table table = new Table("PLACE", "STATE", "DRIVER", "CREATED", "EXPIRES");
    for (StoredMachine member : members) {
      switch (member) {
        case StoredMachine.Readable(Machine machine) ->
            table.row(
                machine.name(),
                state(member, pool),
                machine.spec().driver(),
                machine.created(),
                Objects.requireNonNullElse(machine.expires(), "-"));
        case StoredMachine.Damaged(String name, String _) ->
            table.row(name, state(member, pool), "", "", "");
      }
    }
    return table.toString();
  }

  private static String state(StoredMachine member, MachinePool pool) throws IOException {
    return pool.isWaiting(member) ? "waiting" : "unfinished";
  }

  private static String json(List<StoredMachine> members, MachinePool pool) throws IOException {
    List<Object> all = new ArrayList<>();
    for (StoredMachine member : members) {
      String expires =
          member instanceof StoredMachine.Readable(Machine machine) ? machine.expires() : null;
      all.add(
          JsonText.object(
              "place", member.name(), "state", state(member, pool), "expires", expires));
    }
    return JsonText.indented(JsonText.object("size", pool.plan().size(), "machines", all)) + "\n";
  }
}
