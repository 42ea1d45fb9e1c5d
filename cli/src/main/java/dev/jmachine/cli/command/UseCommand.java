package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.docker.DockerContexts;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ParseResult;

/**
 * {@code use NAME}: the Docker client addresses that machine from now on, in every shell. {@code
 * use -} goes back.
 */
final class UseCommand implements Command {
  private static final String BACK = "-";

  /** Those that the Docker client heeds before its current context. */
  private static final List<String> STRONGER = List.of("DOCKER_HOST", "DOCKER_CONTEXT");

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(NamedMachines.LABEL, "NAME|-", "1", "The machine, or - for the context before")
        .example("jmachine use dev && docker ps")
        .example("jmachine use -");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    Caller caller = context.caller();
    DockerContexts contexts =
        DockerContexts.in(
            DockerContexts.defaultFolder(caller.environment(), caller.home().toString()),
            context.store().root());
    String before = contexts.current();
    String given = Options.positionals(parsed).getFirst();
    String now = given.equals(BACK) ? contexts.usePrevious() : use(given, contexts, context);
    context.messages().line(told(before, now));
    warn(context);
    return 0;
  }

  /** The context is written first: it may have been lost, or be older than the record. */
  private static String use(String given, DockerContexts contexts, CommandContext context)
      throws IOException {
    MachineName name = new MachineName(given);
    Machine machine = NamedMachines.load(name, context.store());
    Reached.at(machine);
    Path folder = context.store().machineFolder(name);
    ClientCertificates.require(machine, folder);
    contexts.write(machine, folder);
    return contexts.use(name);
  }

  private static String told(String before, String now) {
    return before.equals(now)
        ? "docker uses the context \"" + now + "\" already"
        : "docker now uses the context \""
            + now
            + "\"; \"jmachine use -\" goes back to \""
            + before
            + "\"";
  }

  private static void warn(CommandContext context) {
    for (String variable : STRONGER) {
      if (context.caller().env(variable) != null) {
        context
            .messages()
            .line(
                "warning: "
                    + variable
                    + " is set in this shell and comes before the context; unset "
                    + variable);
      }
    }
  }
}
