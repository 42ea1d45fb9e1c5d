package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.Version;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code jmachine version}: our own version. */
final class VersionCommand implements Command {
  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {}

  @Override
  public int run(ParseResult parsed, CommandContext context) throws IOException {
    context.output().line(Version.line());
    return 0;
  }
}
