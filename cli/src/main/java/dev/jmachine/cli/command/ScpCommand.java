package dev.jmachine.cli.command;

import dev.jmachine.bootstrap.ssh.OpenSshCommand;
import dev.jmachine.cli.Caller;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.SshEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** {@code scp}: the system's scp between this computer and a machine. */
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
            "[USER@]NAME:PATH on a machine, or a path here; one side is a machine's")
        .options(
            Options.flag("Copy folders with all that is in them", RECURSIVE, "--recursive"),
            Options.flag("No progress meter", QUIET, "--quiet"))
        .example("jmachine scp app.tar.gz dev:/tmp/")
        .example("jmachine scp -r dev:/var/log/nginx .");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    List<ScpPath> paths = Options.positionals(parsed).stream().map(ScpPath::parse).toList();
    ScpPath.There there = there(paths);
    Machine machine = NamedMachines.load(there.machine(), context.store());
    OpenSshCommand login =
        SshLogin.to(machine, as(there.user(), SshLogin.endpoint(machine)), context.store());
    List<String> words = new ArrayList<>();
    paths.forEach(path -> words.add(word(path, login)));
    List<String> command = new ArrayList<>(login.scp(options(parsed), words));
    command.set(0, program(context).toString());
    return SshLogin.told(context.caller().parts().run(command), machine, context);
  }

  private static List<String> options(ParseResult parsed) {
    List<String> options = new ArrayList<>();
    for (String flag : List.of(RECURSIVE, QUIET)) {
      if (Options.has(parsed, flag)) {
        options.add(flag);
      }
    }
    return options;
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

  /** One login serves a copy, so all that is not here must be at one machine, on one side. */
  private static ScpPath.There there(List<ScpPath> paths) {
    ScpPath.There there = null;
    for (ScpPath path : paths) {
      if (path instanceof ScpPath.There next) {
        if (there != null && !isSameLogin(there, next)) {
          throw betweenMachines("there are two: " + there.machine() + " and " + next.machine());
        }
        there = next;
      }
    }
    boolean toMachine = paths.getLast() instanceof ScpPath.There;
    boolean fromMachine =
        paths.subList(0, paths.size() - 1).stream().anyMatch(ScpPath.There.class::isInstance);
    if (there == null) {
      throw MachineFailure.usage("nothing to copy to or from a machine")
          .because("no argument has the form NAME:PATH");
    }
    if (toMachine && fromMachine) {
      throw betweenMachines("both sides are on machine \"" + there.machine() + "\"");
    }
    return there;
  }

  private static boolean isSameLogin(ScpPath.There a, ScpPath.There b) {
    return a.machine().equals(b.machine()) && java.util.Objects.equals(a.user(), b.user());
  }

  private static MachineFailure betweenMachines(String why) {
    return MachineFailure.usage("a copy goes between this computer and one machine")
        .because(why)
        .hint("copy to this computer first, then to the other place");
  }

  private static SshEndpoint as(@Nullable String user, SshEndpoint endpoint) {
    return user == null
        ? endpoint
        : new SshEndpoint(
            endpoint.host(),
            endpoint.port(),
            user,
            endpoint.identityFile(),
            endpoint.hostKeys(),
            endpoint.trustOnFirstUse(),
            endpoint.jumpHost());
  }

  private static String word(ScpPath path, OpenSshCommand login) {
    return switch (path) {
      case ScpPath.Here(String here) -> ScpPath.local(here);
      case ScpPath.There(_, _, String there) -> login.remote(there);
    };
  }
}
