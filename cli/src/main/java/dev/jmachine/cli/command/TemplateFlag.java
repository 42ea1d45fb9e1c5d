package dev.jmachine.cli.command;

import dev.jmachine.core.driver.TemplateUse;
import dev.jmachine.core.failure.MachineFailure;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The option {@code --template} of create. */
final class TemplateFlag {
  private static final String OPTION = "--template";

  private TemplateFlag() {}

  static OptionSpec option() {
    return Options.value(
        "HOW",
        "Start from a template, in seconds: auto (where there is one; else build one afterwards),"
            + " never, or required",
        OPTION);
  }

  /**
   * What the user chose.
   *
   * @throws MachineFailure USAGE for any other word
   */
  static TemplateUse use(ParseResult parsed) {
    String how = Options.text(parsed, OPTION);
    if (how == null) { // a case of its own would be linked at run time, which takes 5 ms
      return TemplateUse.IF_THERE;
    }
    return switch (how) {
      case "auto" -> TemplateUse.IF_THERE;
      case "never" -> TemplateUse.NEVER;
      case "required" -> TemplateUse.REQUIRED;
      default ->
          throw MachineFailure.usage("invalid value \"" + how + "\" of " + OPTION)
              .because("known are auto, never and required");
    };
  }

  static boolean isGiven(ParseResult parsed) {
    return Options.has(parsed, OPTION);
  }

  /** Whether a template is to be built where there is none. */
  static boolean isAuto(ParseResult parsed) {
    return "auto".equals(Options.text(parsed, OPTION));
  }
}
