package dev.jmachine.cli.command;

import dev.jmachine.core.failure.MachineFailure;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The form of a command's data: {@code -o table|json}. */
enum Form {
  TABLE,
  JSON;

  private static final String OPTION = "--output";

  static OptionSpec option() {
    return Options.value("FORM", "table (the default) or json", "-o", OPTION);
  }

  /**
   * What the user chose.
   *
   * @throws MachineFailure USAGE for any other word
   */
  static Form of(ParseResult parsed) {
    String form = Options.text(parsed, OPTION);
    return switch (form) {
      case null -> TABLE;
      case "table" -> TABLE;
      case "json" -> JSON;
      default ->
          throw MachineFailure.usage("unknown form \"" + form + "\"")
              .because("known are table and json");
    };
  }
}
