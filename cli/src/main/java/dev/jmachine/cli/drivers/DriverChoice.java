package dev.jmachine.cli.drivers;

import dev.jmachine.cli.Caller;
import java.util.List;

/**
 * The driver of a create, known before its command line can be parsed, since the driver's own
 * options are on it.
 */
public final class DriverChoice {
  /** Used where the user names none. */
  public static final String USUAL = "qemu";

  private static final List<String> OPTIONS = List.of("-d", "--driver");
  private static final List<String> VARIABLES = List.of("JMACHINE_DRIVER", "MACHINE_DRIVER");

  private DriverChoice() {}

  /**
   * The last {@code -d} or {@code --driver} before {@code --}, else the environment's, else ours.
   */
  public static String of(List<String> arguments, Caller caller) {
    String choice = fromEnvironment(caller);
    for (int i = 0; i < arguments.size() && !arguments.get(i).equals("--"); i++) {
      String argument = arguments.get(i);
      if (OPTIONS.contains(argument) && i + 1 < arguments.size()) {
        choice = arguments.get(++i);
      }
      for (String option : OPTIONS) {
        if (argument.startsWith(option + "=")) {
          choice = argument.substring(option.length() + 1);
        }
      }
    }
    return choice;
  }

  private static String fromEnvironment(Caller caller) {
    for (String variable : VARIABLES) {
      String value = caller.env(variable);
      if (value != null) {
        return value;
      }
    }
    return USUAL;
  }
}
