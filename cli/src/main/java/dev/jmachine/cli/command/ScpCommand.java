package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code scp}: the system's scp between this computer and machines, or from machine to machine. */
final class ScpCommand implements Command {
  private static final String RECURSIVE = "-r";
  private static final String QUIET = "-q";

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(
            "PATH",
            "SOURCE... TARGET",
            "2..*",
            "[USER@]NAME:PATH on a machine, or a path here; at least one is a machine's")
        .options(
            Options.flag("Copy folders with all that is in them", RECURSIVE, "--recursive"),
            Options.flag("No progress meter", QUIET, "--quiet"))
        .example("jmachine scp app.tar.gz dev:/tmp/")
        .example("jmachine scp -r dev:/var/log/nginx .")
        .example("jmachine scp dev:/tmp/app.tar.gz web:/tmp/");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    List<ScpPath> paths = Options.positionals(parsed).stream().map(ScpPath::parse).toList();
    if (paths.stream().noneMatch(ScpPath.There.class::isInstance)) {
      throw MachineFailure.usage("nothing to copy to or from a machine")
          .because("no argument has the form NAME:PATH");
    }
    try (ScpLogins logins = ScpLogins.of(paths, context.store())) {
      List<String> command = new ArrayList<>();
      command.add(program(context).toString());
      command.addAll(List.of("-F", logins.configuration().toString()));
      command.addAll(options(parsed, paths));
      command.add("--");
      paths.forEach(path -> command.add(logins.word(path)));
      int code = context.caller().parts().run(command);
      return SshLogin.told(code, logins.names(), context);
    }
  }

  private static List<String> options(ParseResult parsed, List<ScpPath> paths) {
    List<String> options = new ArrayList<>();
    for (String flag : List.of(RECURSIVE, QUIET)) {
      if (Options.has(parsed, flag)) {
        options.add(flag);
      }
    }
    if (isBetweenMachines(paths)) {
      // through this computer: the machines need not know each other, nor each other's keys
      options.add("-3");
    }
    return options;
  }

  private static boolean isBetweenMachines(List<ScpPath> paths) {
    List<ScpPath> sources = paths.subList(0, paths.size() - 1);
    return paths.getLast() instanceof ScpPath.There
        && sources.stream().anyMatch(ScpPath.There.class::isInstance);
  }

  private static Path program(CommandContext context) {
    Path scp = SshLogin.program("scp", context.caller());
    if (scp == null) {
      throw MachineFailure.check("cannot copy without the scp program")
          .because("there is no scp in PATH")
          .hint("install OpenSSH's client (Debian: apt-get install openssh-client)");
    }
    return scp;
  }
}
