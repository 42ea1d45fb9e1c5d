package dev.jmachine.core.driver;

import dev.jmachine.core.failure.MachineFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a driver's options for one machine: what the user gave, else what the environment
 * holds, else the default. Keys are option names, never aliases.
 */
public record OptionValues(Map<String, List<String>> values) {
  public OptionValues {
    values = Map.copyOf(values);
  }

  /** The value of a text, file or number option; null where there is none. */
  public @Nullable String text(String option) {
    List<String> all = values.getOrDefault(option, List.of());
    return all.isEmpty() ? null : all.getLast();
  }

  /** The value of an option that must be there. */
  public String require(String option) {
    String value = text(option);
    if (value == null || value.isBlank()) {
      throw MachineFailure.usage("option --" + option + " is missing");
    }
    return value;
  }

  /** The value of a number option that has a default, or that must be given. */
  public int number(String option) {
    String value = require(option);
    try {
      return Integer.parseUnsignedInt(value);
    } catch (NumberFormatException e) {
      throw MachineFailure.usage("option --" + option + " takes a whole number")
          .because("\"" + value + "\" is none", e);
    }
  }

  public boolean flag(String option) {
    return Boolean.parseBoolean(text(option));
  }

  /** All values of a list option, in the order given. */
  public List<String> list(String option) {
    return values.getOrDefault(option, List.of());
  }
}
