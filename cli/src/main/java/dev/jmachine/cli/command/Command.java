package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.failure.FailureKind;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.ParseResult;

/** A subcommand. One object serves one call. */
public interface Command {
  /**
   * Goes on in another JVM, where the whole command line needs one; asked before anything is
   * parsed.
   *
   * @param arguments the whole command line
   * @return the exit code that the other JVM gave; empty where the command is this JVM's
   */
  default OptionalInt elsewhere(List<String> arguments, Caller caller)
      throws IOException, InterruptedException {
    return OptionalInt.empty();
  }

  /** The exit code of a failure; for a command whose own failures must not look like another's. */
  default int exitCode(FailureKind kind) {
    return kind.exitCode();
  }

  /**
   * Says what the command takes.
   *
   * @param syntax to be added to; has the name, the summary and the options of every command
   *     already
   * @param arguments the whole command line, for a command whose options depend on it
   */
  void describe(Syntax syntax, List<String> arguments, Caller caller)
      throws IOException, InterruptedException;

  /**
   * Does it.
   *
   * @param parsed what the user gave for {@link #describe}'s options; read it by {@link Options}
   * @return the exit code
   * @throws dev.jmachine.core.failure.MachineFailure printed by the caller, once
   * @throws IOException a fault of the local computer, printed by the caller
   * @throws InterruptedException cancelled; exit code 130
   */
  int run(ParseResult parsed, CommandContext context) throws IOException, InterruptedException;
}
