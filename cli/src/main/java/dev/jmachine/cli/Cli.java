package dev.jmachine.cli;

import dev.jmachine.cli.command.Command;
import dev.jmachine.cli.command.CommandContext;
import dev.jmachine.cli.command.Commands;
import dev.jmachine.cli.command.GlobalOptions;
import dev.jmachine.cli.command.RootHelp;
import dev.jmachine.cli.command.Syntax;
import dev.jmachine.cli.console.Closest;
import dev.jmachine.cli.console.FailurePrinter;
import dev.jmachine.cli.console.ReaderGone;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * One run of the program: finds the command, builds it alone, runs it, and turns every outcome into
 * an exit code: 0, 1 failure, 2 usage, 3 failed check, 4 credentials, 130 cancelled.
 */
public final class Cli {
  private static final int USAGE = FailureKind.USAGE.exitCode();

  private final Caller caller;
  private @Nullable Command running;

  public Cli(Caller caller) {
    this.caller = caller;
  }

  /**
   * Runs one command line. Standard output is flushed on return.
   *
   * @return the exit code
   */
  public int run(List<String> arguments) {
    FailurePrinter printer = printer(arguments);
    try {
      int code = dispatch(arguments);
      caller.output().flush();
      return code;
    } catch (MachineFailure failure) {
      return ended(printer, failure);
    } catch (InterruptedException e) {
      return ended(printer, MachineFailure.of(FailureKind.CANCELLED, "cancelled"));
    } catch (ReaderGone e) {
      return ReaderGone.EXIT_CODE;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ReaderGone) {
        return ReaderGone.EXIT_CODE;
      }
      return ended(
          printer,
          MachineFailure.failed("cannot read or write").because(String.valueOf(e.getMessage()), e));
    } catch (IOException e) {
      return ended(printer, MachineFailure.failed("cannot read or write").because(e));
    } catch (RuntimeException | Error bug) {
      printer.printBug(bug);
      return exitCode(FailureKind.FAILED);
    }
  }

  private int exitCode(FailureKind kind) {
    return running == null ? kind.exitCode() : running.exitCode(kind);
  }

  /** What the command had to say before it failed still goes out. */
  private int ended(FailurePrinter printer, MachineFailure failure) {
    try {
      caller.output().flush();
    } catch (IOException e) {
      // standard output is what failed, or fails as well: the failure below is the news
    }
    printer.print(failure);
    return exitCode(failure.kind());
  }

  private FailurePrinter printer(List<String> arguments) {
    // read by hand: the command line may be what is wrong
    boolean debug = arguments.contains("--debug") || arguments.contains("-D");
    return new FailurePrinter(caller.messages(), debug);
  }

  private int dispatch(List<String> arguments) throws IOException, InterruptedException {
    int place = commandPlace(arguments);
    if (place < 0) {
      return root(arguments);
    }
    String name = arguments.get(place);
    Command command = Commands.open(name);
    if (command == null) {
      return unknownCommand(name);
    }
    running = command;
    OptionalInt elsewhere = command.elsewhere(arguments, caller);
    if (elsewhere.isPresent()) {
      return elsewhere.getAsInt();
    }
    List<String> rest = new ArrayList<>(arguments);
    rest.remove(place);
    return run(name, command, arguments, rest);
  }

  private int run(String name, Command command, List<String> arguments, List<String> rest)
      throws IOException, InterruptedException {
    Syntax syntax = Commands.syntax(name, command, arguments, caller);
    ParseResult parsed = parse(syntax, rest);
    if (parsed == null) {
      return exitCode(FailureKind.USAGE);
    }
    if (Syntax.wantsHelp(parsed)) {
      caller.output().print(syntax.help());
      return 0;
    }
    try (CommandContext context =
        new CommandContext(caller, GlobalOptions.read(parsed), arguments)) {
      return command.run(parsed, context);
    }
  }

  private @Nullable ParseResult parse(Syntax syntax, List<String> arguments) {
    try {
      return syntax.parse(arguments);
    } catch (ParameterException e) {
      UsageError error = UsageError.of(e, syntax.optionNames());
      printer(arguments)
          .printUsage(error.what(), error.hint(), syntax.synopsis(), syntax.name() + " --help");
      return null;
    }
  }

  private int root(List<String> arguments) throws IOException {
    Syntax syntax = RootHelp.syntax();
    ParseResult parsed = parse(syntax, arguments);
    if (parsed == null) {
      return USAGE;
    }
    boolean version = RootHelp.wantsVersion(parsed);
    caller.output().print(version ? Version.line() + "\n" : RootHelp.text());
    return 0;
  }

  private int unknownCommand(String name) {
    List<String> known = Commands.ALL.stream().map(entry -> entry.name()).toList();
    String meant = Closest.to(name, known);
    new FailurePrinter(caller.messages(), false)
        .printUsage(
            "unknown command \"" + name + "\"",
            meant == null ? null : "did you mean \"jmachine " + meant + "\"?",
            null,
            "jmachine --help");
    return USAGE;
  }

  /** Where the command's name stands: the first argument that is no global option nor its value. */
  private static int commandPlace(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (GlobalOptions.takesNext(argument)) {
        i++;
      } else if (!argument.startsWith("-")) {
        return i;
      }
    }
    return -1;
  }
}
