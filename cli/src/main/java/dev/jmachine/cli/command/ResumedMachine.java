package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.drivers.DriverChoice;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.store.MachineStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The machine of {@code create --resume NAME}, known before the command line can be parsed: its
 * record says which driver's options are on it.
 */
final class ResumedMachine {
  /** The option. */
  static final String OPTION = "--resume";

  private static final List<String> STORAGE = List.of("-s", "--storage-path");

  private ResumedMachine() {}

  /** Its record; null where the option is not given. */
  static @Nullable Machine of(List<String> arguments, Caller caller) throws IOException {
    String name = value(List.of(OPTION), arguments);
    return name == null
        ? null
        : NamedMachines.load(new MachineName(name), store(arguments, caller));
  }

  /** The driver of the create: the record's, else the one that is chosen. */
  static String driver(@Nullable Machine resumed, List<String> arguments, Caller caller) {
    return resumed == null ? DriverChoice.of(arguments, caller) : resumed.spec().driver();
  }

  /**
   * Looks whether options were given that a create which goes on can't take.
   *
   * @throws MachineFailure USAGE with the first of them
   */
  static void refuse(List<OptionSpec> options, ParseResult parsed) {
    for (OptionSpec option : options) {
      if (Options.has(parsed, option.longestName())) {
        throw MachineFailure.usage(option.longestName() + " does not go with " + OPTION)
            .because("a create that goes on keeps the options with which it began");
      }
    }
  }

  private static MachineStore store(List<String> arguments, Caller caller) {
    String folder = value(STORAGE, arguments);
    Path root =
        folder == null
            ? MachineStore.defaultRoot(caller.environment(), caller.home().toString())
            : Path.of(folder);
    return MachineStore.at(root, caller.clock());
  }

  private static @Nullable String value(List<String> names, List<String> arguments) {
    for (int i = 0; i < arguments.size() && !arguments.get(i).equals("--"); i++) {
      String argument = arguments.get(i);
      if (names.contains(argument) && i + 1 < arguments.size()) {
        return arguments.get(i + 1);
      }
      for (String name : names) {
        if (argument.startsWith(name + "=")) {
          return argument.substring(name.length() + 1);
        }
      }
    }
    return null;
  }
}
