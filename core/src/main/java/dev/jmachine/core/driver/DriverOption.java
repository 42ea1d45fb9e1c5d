package dev.jmachine.core.driver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of a driver. Flags, help, environment look-up, completion and documentation are all
 * made from this table.
 *
 * @param name without dashes and with the driver's name first: "qemu-memory"
 * @param aliases other names for the same option, without dashes: "amazonec2-region"
 * @param type what values it takes
 * @param placeholder what help shows for the value: "MB"; ignored for a flag
 * @param defaultValue used where the user gives nothing; null for none
 * @param env environment variables looked up in this order where the flag is not given
 * @param secret whether the value must never be stored, logged or shown; then {@code env:NAME},
 *     {@code file:PATH} and {@code -} are taken as well
 * @param group heading under which help lists it
 * @param help one sentence, without a final full stop
 */
public record DriverOption(
    String name,
    List<String> aliases,
    OptionType type,
    String placeholder,
    @Nullable String defaultValue,
    List<String> env,
    boolean secret,
    String group,
    String help) {
  public DriverOption {
    if (!isName(name)) {
      throw new IllegalArgumentException("option name " + name);
    }
    aliases = List.copyOf(aliases);
    env = List.copyOf(env);
  }

  /** Words of letters and digits with hyphens between; a loop, as every start makes some tables. */
  private static boolean isName(String text) {
    char before = '-';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!word && (c != '-' || before == '-')) {
        return false;
      }
      before = c;
    }
    return before != '-';
  }

  /**
   * A plain option without default, aliases or environment variable; refine it with the withers.
   */
  public static DriverOption of(String name, OptionType type, String placeholder, String help) {
    return new DriverOption(
        name, List.of(), type, placeholder, null, List.of(), false, "Driver options", help);
  }

  public DriverOption withDefault(String value) {
    return new DriverOption(name, aliases, type, placeholder, value, env, secret, group, help);
  }

  public DriverOption withAliases(String... names) {
    return new DriverOption(
        name, List.of(names), type, placeholder, defaultValue, env, secret, group, help);
  }

  public DriverOption withEnv(String... names) {
    return new DriverOption(
        name, aliases, type, placeholder, defaultValue, List.of(names), secret, group, help);
  }

  public DriverOption asSecret() {
    return new DriverOption(name, aliases, type, placeholder, defaultValue, env, true, group, help);
  }

  public DriverOption inGroup(String heading) {
    return new DriverOption(
        name, aliases, type, placeholder, defaultValue, env, secret, heading, help);
  }
}
