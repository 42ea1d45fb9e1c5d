package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ParseResult;

/**
 * {@code ip}, {@code url} and {@code inspect}: what the record knows, asked of nobody. Several
 * machines give one answer each, in the order named.
 */
final class RecordCommand implements Command {
  private final Question question;

  RecordCommand(Question question) {
    this.question = question;
  }

  /** What of the record is printed, with its final line feed. */
  @FunctionalInterface
  interface Question {
    String answer(Machine machine);
  }

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax.positionals(NamedMachines.LABEL, "[NAME...]", "0..*", NamedMachines.OPTIONAL);
  }

  @Override
  public int run(ParseResult parsed, CommandContext context) throws IOException {
    for (MachineName name : NamedMachines.names(Options.positionals(parsed), context.store())) {
      Machine machine = NamedMachines.load(name, context.store());
      context.output().print(question.answer(machine));
    }
    return 0;
  }
}
