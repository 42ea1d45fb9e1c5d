package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * {@code ssh}: the system's ssh in our place, with a terminal where we have one; without that
 * program, commands go over our own connection.
 */
final class SshCommand implements Command {
  /** What ssh(1) ends with where it could not log in; a command may end so as well. */
  private static final int NO_LOGIN = 255;

  /** A command of the user's takes the time it takes. */
  private static final Duration UNLIMITED = Duration.ofDays(3650);

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(
            NamedMachines.LABEL,
            "[NAME [COMMAND...]]",
            "0..*",
            NamedMachines.OPTIONAL
                + "; then a command for its shell, or none to log in. What follows NAME is passed"
                + " to ssh as it is")
        .stopAtPositional()
        .example("jmachine ssh dev")
        .example("jmachine ssh dev 'df -h / && uptime'")
        .example("jmachine ssh dev -t sudo -i")
        .example("jmachine ssh dev -N -L 8080:localhost:80");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    List<String> given = Options.positionals(parsed);
    Machine machine = machine(given, context);
    List<String> words = given.isEmpty() ? List.of() : given.subList(1, given.size());
    var endpoint = SshLogin.endpoint(machine);
    Path ssh = SshLogin.program("ssh", context.caller());
    if (ssh == null) {
      return withoutProgram(machine, words, context);
    }
    List<String> command =
        new ArrayList<>(SshLogin.to(machine, endpoint, context.store()).ssh(List.of(), words));
    command.set(0, ssh.toString());
    int code = context.caller().parts().run(command);
    if (code == NO_LOGIN) {
      context
          .messages()
          .line("ssh ended with 255; if it could not log in: jmachine doctor " + machine.name());
    }
    return code;
  }

  private static Machine machine(List<String> given, CommandContext context) throws IOException {
    return given.isEmpty()
        ? NamedMachines.one(given, context.store())
        : NamedMachines.load(new MachineName(given.getFirst()), context.store());
  }

  private static int withoutProgram(Machine machine, List<String> words, CommandContext context)
      throws IOException, InterruptedException {
    String missing = words.isEmpty() ? "a terminal on the host" : option(words.getFirst());
    if (missing != null) {
      throw MachineFailure.check("cannot give " + missing + " without the ssh program")
          .because("there is no ssh in PATH")
          .hint("install OpenSSH's client (Debian: apt-get install openssh-client)");
    }
    Caller caller = context.caller();
    return caller
        .parts()
        .hostTools(caller, context.store().root())
        .exec(
            machine,
            String.join(" ", words),
            caller.input(),
            context.output().asStream(),
            context.messages().asStream(),
            Deadline.in(UNLIMITED, caller.ticker()));
  }

  private static @Nullable String option(String word) {
    return word.startsWith("-") ? "ssh the option " + word : null;
  }
}
