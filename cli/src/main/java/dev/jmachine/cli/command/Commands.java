package dev.jmachine.cli.command;

import static dev.jmachine.cli.command.CommandEntry.Group.CLIENT;
import static dev.jmachine.cli.command.CommandEntry.Group.HOST;
import static dev.jmachine.cli.command.CommandEntry.Group.MACHINES;
import static dev.jmachine.cli.command.CommandEntry.Group.OTHER;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.drivers.ForeignObservation;
import dev.jmachine.cli.expiry.WatchProcess;
import dev.jmachine.core.lifecycle.MachineProvisioning.Work;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of subcommands. A new one is a file, a line in {@link #ALL} and a line in {@link
 * #open}: two, so that only the class that is wanted is loaded.
 */
public final class Commands {
  /** In the order of help. */
  public static final List<CommandEntry> ALL =
      List.of(
          new CommandEntry("create", MACHINES, "Create a machine"),
          new CommandEntry("run", MACHINES, "Run a command with a machine of its own"),
          new CommandEntry("ls", MACHINES, "List machines"),
          new CommandEntry("start", MACHINES, "Start machines"),
          new CommandEntry("stop", MACHINES, "Stop machines"),
          new CommandEntry("restart", MACHINES, "Restart machines"),
          new CommandEntry("kill", MACHINES, "End machines at once"),
          new CommandEntry("rm", MACHINES, "Remove machines"),
          new CommandEntry("gc", MACHINES, "Delete what is left over: unclaimed or expired"),
          new CommandEntry("extend", MACHINES, "Let a machine with a time to live live longer"),
          new CommandEntry("access", MACHINES, "Let this computer's new address in"),
          new CommandEntry("lock", MACHINES, "Forbid the removal of machines"),
          new CommandEntry("unlock", MACHINES, "Allow the removal of machines"),
          new CommandEntry("status", MACHINES, "Show the state of a machine"),
          new CommandEntry("inspect", MACHINES, "Show the record of machines as JSON"),
          new CommandEntry("template", MACHINES, "Build, list or remove templates of machines"),
          new CommandEntry("pool", MACHINES, "Keep machines waiting that a create takes at once"),
          new CommandEntry("drivers", MACHINES, "List where machines can be created"),
          new CommandEntry("use", CLIENT, "Make a machine the Docker client's current context"),
          new CommandEntry("env", CLIENT, "Print commands that point a shell at a machine"),
          new CommandEntry("active", CLIENT, "Show which machine the Docker client reaches now"),
          new CommandEntry("url", CLIENT, "Show the URL of a machine's engine"),
          new CommandEntry("ip", CLIENT, "Show the address of machines"),
          new CommandEntry("config", CLIENT, "Print docker options that reach a machine"),
          new CommandEntry("ssh", HOST, "Log in to a machine, or run a command there"),
          new CommandEntry("scp", HOST, "Copy files from or to a machine"),
          new CommandEntry("forward", HOST, "Make ports of a machine answer on this computer"),
          new CommandEntry("logs", HOST, "Show the log of a machine's engine"),
          new CommandEntry("doctor", HOST, "Find out what is wrong with a machine, and the remedy"),
          new CommandEntry("provision", HOST, "Bring engines to what they should be"),
          new CommandEntry("upgrade", HOST, "Upgrade engines; containers keep running"),
          new CommandEntry(
              "regenerate-certs", HOST, "Replace certificates; containers keep running"),
          new CommandEntry("completion", OTHER, "Print a script that completes in your shell"),
          new CommandEntry("version", OTHER, "Show the version"),
          new CommandEntry("help", OTHER, "Show help for a command"));

  private Commands() {}

  /** The command called {@code name}; null where there is none. */
  public static @Nullable Command open(String name) {
    return switch (name) {
      case "create" -> new CreateCommand();
      case "ls" -> new LsCommand();
      case "start" -> new PowerCommand(PowerCommand.Verb.START);
      case "stop" -> new PowerCommand(PowerCommand.Verb.STOP);
      case "restart" -> new PowerCommand(PowerCommand.Verb.RESTART);
      case "kill" -> new PowerCommand(PowerCommand.Verb.KILL);
      case "rm" -> new RmCommand();
      case "status" -> new StatusCommand();
      case "inspect" -> new InspectCommand();
      case "run" -> new RunCommand();
      case "gc" -> new GcCommand();
      case "extend" -> new ExtendCommand();
      case "access" -> new AccessCommand();
      case "lock" -> new LockCommand(true);
      case "unlock" -> new LockCommand(false);
      case "template" -> new TemplateCommand();
      case "pool" -> new PoolCommand();
      case "drivers" -> new DriversCommand();
      case "use" -> new UseCommand();
      case "env" -> new EnvCommand();
      case "active" -> new ActiveCommand();
      case "url" -> new RecordCommand(machine -> Reached.at(machine).engineUrl() + "\n");
      case "ip" -> new RecordCommand(machine -> Reached.at(machine).engineHost() + "\n");
      case "config" -> new ConfigCommand();
      case "ssh" -> new SshCommand();
      case "scp" -> new ScpCommand();
      case "forward" -> new ForwardCommand();
      case "logs" -> new LogsCommand();
      case "doctor" -> new DoctorCommand();
      case "provision" -> new ProvisionCommand(Work.PROVISION);
      case "upgrade" -> new ProvisionCommand(Work.UPGRADE);
      case "regenerate-certs" -> new ProvisionCommand(Work.REGENERATE_CERTIFICATES);
      case "completion" -> new CompletionCommand();
      case "version" -> new VersionCommand();
      case "help" -> new HelpCommand();
      case ForeignObservation.COMMAND -> new ObserveCommand();
      case WatchProcess.COMMAND -> new ExpireCommand();
      default -> null;
    };
  }

  /** What a command takes, given the whole command line. */
  public static Syntax syntax(String name, Command command, List<String> arguments, Caller caller)
      throws IOException, InterruptedException {
    Syntax syntax = new Syntax("jmachine " + name, summary(name));
    command.describe(syntax, arguments, caller);
    return syntax;
  }

  /** Empty for a command that is not for users. */
  private static String summary(String name) {
    return ALL.stream()
        .filter(entry -> entry.name().equals(name))
        .map(CommandEntry::summary)
        .findFirst()
        .orElse("");
  }
}
