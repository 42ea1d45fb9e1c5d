package dev.jmachine.client;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the machine that a host starts from is replaced by another, which waits for the next run
 * of the same tests: a machine that waits is taken in a moment, and has already translated what the
 * first container needs. Waits for an hour, on computers where somebody works (where {@code CI} is
 * not set), unless {@code jmachine.spare} or {@code JMACHINE_SPARE} says otherwise.
 */
final class Spares {
  private static final String PROPERTY = "jmachine.spare";
  private static final String VARIABLE = "JMACHINE_SPARE";
  private static final String USUAL = "1h";
  private static final String NONE = "0";
  private static final Spares OF_THIS_JVM = new Spares(System::getProperty, System::getenv);

  private final String time;
  private @Nullable HostWish first;

  Spares(
      Function<String, @Nullable String> properties,
      Function<String, @Nullable String> environment) {
    String named = given(properties.apply(PROPERTY), given(environment.apply(VARIABLE), ""));
    boolean works = List.of("", "false").contains(given(environment.apply("CI"), ""));
    String usual = works ? USUAL : NONE;
    time = given(named, usual);
  }

  static Spares ofThisJvm() {
    return OF_THIS_JVM;
  }

  private static String given(@Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }

  /**
   * How long a machine like that waits afterwards; an empty text for none. Only what this JVM asked
   * for first: the next run will ask for that first.
   */
  synchronized String of(HostWish wish) {
    if (time.equals(NONE)) {
      return "";
    }
    if (first == null) {
      first = wish;
    }
    return wish.equals(first) ? time : "";
  }
}
