package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.Cli;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code jmachine help [COMMAND]}: the same as {@code jmachine COMMAND --help}. */
final class HelpCommand implements Command {
  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax.positionals("COMMAND", "[COMMAND]", "0..1", "The command to explain");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context) throws IOException {
    List<String> again = new ArrayList<>(Options.positionals(parsed));
    again.add("--help");
    return new Cli(context.caller()).run(again);
  }
}
