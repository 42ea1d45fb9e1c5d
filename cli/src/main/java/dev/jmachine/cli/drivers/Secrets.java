package dev.jmachine.cli.drivers;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Questions;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of secret options: {@code env:NAME}, {@code file:PATH} and {@code -} (a line of standard
 * input, each time the next one) keep the secret out of the process list; anything else is the
 * secret itself. One final line feed is not part of it.
 */
final class Secrets {
  private final Caller caller;

  Secrets(Caller caller) {
    this.caller = caller;
  }

  /** The secrets behind the values of one option. */
  List<String> all(String option, List<String> given) throws IOException {
    List<String> secrets = new ArrayList<>();
    for (String value : given) {
      secrets.add(secret(option, value));
    }
    return secrets;
  }

  private String secret(String option, String value) throws IOException {
    if (value.startsWith("env:")) {
      return fromEnvironment(option, value.substring("env:".length()));
    }
    if (value.startsWith("file:")) {
      return fromFile(option, Path.of(value.substring("file:".length())));
    }
    return value.equals("-") ? line(option) : value;
  }

  private String fromEnvironment(String option, String variable) {
    String value = caller.env(variable);
    if (value == null) {
      throw MachineFailure.usage("option --" + option + " has no value")
          .because("the environment variable " + variable + " is not set");
    }
    return value;
  }

  private static String fromFile(String option, Path file) {
    try {
      return Files.readString(file).replaceFirst("\r?\n$", "");
    } catch (IOException e) {
      throw MachineFailure.usage("option --" + option + " has no value")
          .because("cannot read " + file, e);
    }
  }

  private String line(String option) throws IOException {
    String line = Questions.line(caller.input());
    if (line == null) {
      throw MachineFailure.usage("option --" + option + " has no value")
          .because("standard input has ended");
    }
    return line;
  }
}
