package dev.jmachine.cli.command;

import dev.jmachine.bootstrap.ssh.OpenSshCommand;
import dev.jmachine.cli.Caller;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/**
 * {@code ssh}: the system's ssh in our place, with a terminal where we have one; without that
 * program, commands go over our own connection.
 */
final class SshCommand implements Command {
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
                + "; then a command for its shell, or none to log in. Options right behind NAME are"
                + " those of ssh(1)")
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
    SshWords words = SshWords.parse(given.isEmpty() ? List.of() : given.subList(1, given.size()));
    SshEndpoint endpoint = SshLogin.endpoint(machine);
    Path ssh = SshLogin.program("ssh", context.caller());
    if (ssh == null) {
      return withoutProgram(machine, words, context);
    }
    OpenSshCommand login = SshLogin.to(machine, endpoint, context.store());
    List<String> command = new ArrayList<>(login.ssh(words.options(), words.command()));
    command.set(0, ssh.toString());
    return SshLogin.told(context.caller().parts().run(command), List.of(machine.name()), context);
  }

  private static Machine machine(List<String> given, CommandContext context) throws IOException {
    return given.isEmpty()
        ? NamedMachines.one(given, context.store())
        : NamedMachines.load(new MachineName(given.getFirst()), context.store());
  }

  private static int withoutProgram(Machine machine, SshWords words, CommandContext context)
      throws IOException, InterruptedException {
    if (words.command().isEmpty() || !words.options().isEmpty()) {
      String what = words.options().isEmpty() ? "log in" : "give ssh options";
      throw MachineFailure.check("cannot " + what + " without the ssh program")
          .because("there is no ssh in PATH")
          .hint("install OpenSSH's client (Debian: apt-get install openssh-client)");
    }
    Caller caller = context.caller();
    return caller
        .parts()
        .hostTools(caller, context.store().root())
        .exec(
            machine,
            String.join(" ", words.command()),
            caller.input(),
            context.output().asStream(),
            context.messages().asStream(),
            Deadline.in(UNLIMITED, caller.ticker()));
  }
}
