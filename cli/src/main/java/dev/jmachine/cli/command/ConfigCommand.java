package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.lifecycle.Interrupted;
import dev.jmachine.core.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code config}: options for the docker command, one a line, as docker-machine prints them. */
final class ConfigCommand implements Command {
  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(NamedMachines.LABEL, "[NAME]", "0..1", NamedMachines.OPTIONAL)
        .example("eval docker $(jmachine config dev) ps");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context) throws IOException {
    Machine machine = NamedMachines.one(Options.positionals(parsed), context.store());
    Interrupted.refuse(machine);
    Path folder = context.store().machineFolder(machine.machineName());
    String url = Reached.at(machine).engineUrl();
    ClientCertificates.require(machine, folder);
    context.output().line("--tlsverify");
    context.output().line("--tlscacert=" + quoted(folder.resolve("ca.pem")));
    context.output().line("--tlscert=" + quoted(folder.resolve("cert.pem")));
    context.output().line("--tlskey=" + quoted(folder.resolve("key.pem")));
    context.output().line("-H=" + url);
    return 0;
  }

  /** docker-machine's double quotes, with what a POSIX shell would expand in them escaped. */
  private static String quoted(Path path) {
    return "\"" + path.toString().replaceAll("[\\\\\"$`]", "\\\\$0") + "\"";
  }
}
