package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.drivers.Drivers;
import dev.jmachine.cli.drivers.ForeignDriver;
import dev.jmachine.cli.drivers.HandOver;
import dev.jmachine.cli.expiry.WatchProcess;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.lifecycle.MachineRemoval;
import dev.jmachine.core.lifecycle.Surroundings;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ParseResult;

/**
 * Not for users: a machine's watch runs it when its time is over, by a clock of its own. Ends with
 * 0 where there is nothing to watch any more, else with another code, and is then run again.
 */
final class ExpireCommand implements Command {
  private static final int EXTENDED = 1;

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(
            "NAME",
            "NAME UID EXPIRES",
            "3",
            "The machine, its uid and its expiry as it was watched for")
        .options(Options.flag("It waits in the pool", WatchProcess.POOL));
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    List<String> given = Options.positionals(parsed);
    MachineName name = new MachineName(given.getFirst());
    Surroundings user = context.surroundings(null);
    Surroundings around = Options.has(parsed, WatchProcess.POOL) ? user.pool() : user;
    if (!around.store().exists(name)) {
      return 0;
    }
    Machine machine = around.store().load(name);
    if (!machine.uid().equals(given.get(1)) || machine.expires() == null || machine.locked()) {
      return 0;
    }
    if (!given.getLast().equals(machine.expires())) {
      return EXTENDED;
    }
    Drivers drivers = context.drivers();
    DriverProvider provider = drivers.here(machine.spec().driver());
    if (provider == null) {
      ForeignDriver foreign = drivers.elsewhere(machine.spec().driver());
      if (foreign == null) {
        throw drivers.unknown(machine.spec().driver());
      }
      return HandOver.run(foreign, List.of(), context.arguments());
    }
    boolean removed =
        new MachineRemoval(around).removeExpired(machine, provider, context.steps(name.value()));
    return removed ? 0 : EXTENDED;
  }
}
