package dev.jmachine.driver.google;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.MachineFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of one create, in the types that the driver works with.
 *
 * @param options as the user gave them, with defaults
 */
record GoogleSettings(OptionValues options) {
  private static final Set<String> POLICIES = Set.of("MIGRATE", "TERMINATE");
  private static final Set<String> WAYS = Set.of("guest-attributes", "cloud-init");

  /**
   * Looks for values and combinations that can't work, before anything is asked.
   *
   * @throws MachineFailure USAGE
   */
  GoogleSettings {
    oneOf(options, GoogleOptions.MAINTENANCE, POLICIES);
    oneOf(options, GoogleOptions.HOST_KEYS, WAYS);
    conflict(options, GoogleOptions.INTERNAL_ONLY, GoogleOptions.ADDRESS);
    conflict(options, GoogleOptions.NO_FIREWALL, GoogleOptions.OPEN_PORT);
    conflict(options, GoogleOptions.NO_FIREWALL, GoogleOptions.ALLOW);
    forbidMigration(options, GoogleOptions.SPOT);
    forbidMigration(options, GoogleOptions.ACCELERATOR);
    needs(options, GoogleOptions.HOST_KEY, GoogleOptions.EXISTING);
  }

  private static void oneOf(OptionValues options, String name, Set<String> words) {
    String value = options.text(name);
    if (value != null && !value.isBlank() && !words.contains(value)) {
      throw MachineFailure.usage("option --" + name + " does not take \"" + value + "\"")
          .because("it takes " + String.join(" or ", words.stream().sorted().toList()));
    }
  }

  private static boolean has(OptionValues options, String name) {
    List<String> values = options.list(name);
    return !values.isEmpty() && !values.getLast().equals("false") && !values.getLast().isBlank();
  }

  private static void conflict(OptionValues options, String one, String other) {
    if (has(options, one) && has(options, other)) {
      throw MachineFailure.usage("--" + one + " and --" + other + " exclude each other");
    }
  }

  /** Compute Engine moves no such instance to another host. */
  private static void forbidMigration(OptionValues options, String other) {
    if ("MIGRATE".equals(options.text(GoogleOptions.MAINTENANCE))) {
      conflict(options, GoogleOptions.MAINTENANCE, other);
    }
  }

  private static void needs(OptionValues options, String one, String other) {
    if (has(options, one) && !has(options, other)) {
      throw MachineFailure.usage("--" + one + " needs --" + other);
    }
  }

  @Nullable String text(String option) {
    String value = options.text(option);
    return value == null || value.isBlank() ? null : value;
  }

  boolean flag(String option) {
    return options.flag(option);
  }

  @Nullable Integer number(String option) {
    return text(option) == null ? null : Integer.valueOf(options.number(option));
  }

  String zone() {
    return options.require(GoogleOptions.ZONE);
  }

  String type() {
    return options.require(GoogleOptions.TYPE);
  }

  String user() {
    return options.require(GoogleOptions.USER);
  }

  int sshPort() {
    return options.number(GoogleOptions.SSH_PORT);
  }

  boolean spot() {
    return flag(GoogleOptions.SPOT);
  }

  /** The account of the instance: the project's default one where the user names scopes alone. */
  @Nullable String serviceAccount() {
    String email = text(GoogleOptions.SERVICE_ACCOUNT);
    return email == null && text(GoogleOptions.SCOPES) != null ? "default" : email;
  }

  boolean existing() {
    return flag(GoogleOptions.EXISTING);
  }

  boolean ownRule() {
    return !flag(GoogleOptions.NO_FIREWALL);
  }

  boolean externalAddress() {
    return !flag(GoogleOptions.INTERNAL_ONLY);
  }

  /** Whether we connect to the internal address. */
  boolean internally() {
    return flag(GoogleOptions.INTERNAL) || flag(GoogleOptions.INTERNAL_ONLY);
  }

  /** Whether our host key goes in by cloud-init, for guests that publish none. */
  boolean placesHostKey() {
    return "cloud-init".equals(text(GoogleOptions.HOST_KEYS));
  }

  /** Words of an option that are separated by commas. */
  List<String> words(String option) {
    String text = text(option);
    return text == null
        ? List.of()
        : Stream.of(text.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
  }

  /**
   * Labels of the user's: "key=value" or GitLab's "key:value" each, and rancher's
   * "key,value,key,value".
   *
   * @throws MachineFailure USAGE for a key without a value
   */
  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    for (String pair : options.list(GoogleOptions.LABEL)) {
      put(labels, GoogleOptions.LABEL, pair, pair.indexOf('=') >= 0 ? '=' : ':');
    }
    List<String> words = words(GoogleOptions.VM_LABELS);
    if (words.size() % 2 != 0) {
      throw MachineFailure.usage("--" + GoogleOptions.VM_LABELS + " takes key,value,key,value")
          .because("the last key has no value");
    }
    for (int i = 0; i < words.size(); i += 2) {
      labels.put(words.get(i), words.get(i + 1));
    }
    return labels;
  }

  /** Pairs of an option that is "key=value" each. */
  Map<String, String> pairs(String option) {
    Map<String, String> pairs = new TreeMap<>();
    options.list(option).forEach(pair -> put(pairs, option, pair, '='));
    return pairs;
  }

  private static void put(Map<String, String> all, String option, String pair, char separator) {
    int at = pair.indexOf(separator);
    if (at <= 0) {
      throw MachineFailure.usage("--" + option + " takes KEY=VALUE")
          .because("\"" + pair + "\" has no key");
    }
    all.put(pair.substring(0, at), pair.substring(at + 1));
  }
}
