package dev.jmachine.cli.command;

import dev.jmachine.core.failure.MachineFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code ls --filter KEY=VALUE}: several of one key are alternatives, different keys must all hold.
 * As docker-machine's: {@code name} is a regular expression that is found anywhere, the others are
 * compared without case.
 */
final class LsFilter {
  private static final String STATE = "state";

  private final Map<String, Predicate<LsRow>> byKey = new LinkedHashMap<>();

  /**
   * Reads filters.
   *
   * @throws MachineFailure USAGE for one that is none
   */
  static LsFilter parse(List<String> texts) {
    LsFilter filter = new LsFilter();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw MachineFailure.usage("a filter has the form KEY=VALUE")
            .because("\"" + text + "\" has not");
      }
      String key = text.substring(0, equals).toLowerCase(Locale.ROOT);
      filter.byKey.merge(key, test(key, text.substring(equals + 1)), Predicate::or);
    }
    return filter;
  }

  private static Predicate<LsRow> test(String key, String value) {
    return switch (key) {
      case "name" -> named(value);
      case "driver" -> row -> row.driver().equalsIgnoreCase(value);
      case STATE -> row -> row.state().equalsIgnoreCase(value);
      case "label" -> row -> row.labels().contains(value);
      default ->
          throw MachineFailure.usage("unknown filter key \"" + key + "\"")
              .because("known are name, driver, state and label");
    };
  }

  private static Predicate<LsRow> named(String value) {
    try {
      Pattern pattern = Pattern.compile(value);
      return row -> pattern.matcher(row.name()).find();
    } catch (PatternSyntaxException e) {
      throw MachineFailure.usage("\"" + value + "\" is no regular expression")
          .because(e.getDescription(), e);
    }
  }

  /** Whether states matter, and so somebody must be asked. */
  boolean needsStates() {
    return byKey.containsKey(STATE);
  }

  /** Whether a row passes as far as the record tells. */
  boolean takesRecord(LsRow row) {
    return byKey.isEmpty()
        || byKey.entrySet().stream()
            .allMatch(entry -> entry.getKey().equals(STATE) || entry.getValue().test(row));
  }

  /** Whether a row whose state is known passes. */
  boolean takes(LsRow row) {
    return byKey.isEmpty() || byKey.values().stream().allMatch(test -> test.test(row));
  }
}
