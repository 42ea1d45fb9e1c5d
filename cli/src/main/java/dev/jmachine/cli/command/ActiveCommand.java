package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.store.StoredMachine;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code active}: the machine that the local Docker client reaches now. */
final class ActiveCommand implements Command {
  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    // docker-machine's option: nothing here takes time
    syntax.options(Options.hidden(Options.value("TIME", "Not used", "-t", "--timeout")));
  }

  @Override
  public int run(ParseResult parsed, CommandContext context) throws IOException {
    ActiveMachine active = ActiveMachine.of(context.caller(), context);
    for (StoredMachine stored : context.store().list()) {
      if (stored instanceof StoredMachine.Readable(var machine) && active.is(machine)) {
        context.output().line(machine.name());
        return 0;
      }
    }
    throw MachineFailure.of(FailureKind.NOT_FOUND, "no machine is active")
        .because("neither DOCKER_HOST nor the current Docker context is a machine's")
        .hint("jmachine use NAME")
        .hint("eval \"$(jmachine env NAME)\"");
  }
}
