package dev.jmachine.driver.aws;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.MachineFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of one create, in the types that the driver works with.
 *
 * @param options as the user gave them, with defaults
 */
record AwsSettings(OptionValues options) {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9+=.,_:@-]+");
  private static final Set<String> SWITCH = Set.of("enabled", "disabled");
  private static final Set<String> TOKENS = Set.of("required", "optional");
  private static final Set<String> TENANCIES = Set.of("default", "dedicated", "host");

  /**
   * Looks for values and combinations that can't work, before anything is asked.
   *
   * @throws MachineFailure USAGE
   */
  AwsSettings {
    oneOf(options, AwsOptions.HTTP_ENDPOINT, SWITCH);
    oneOf(options, AwsOptions.HTTP_IPV6, SWITCH);
    oneOf(options, AwsOptions.HTTP_TOKENS, TOKENS);
    oneOf(options, AwsOptions.TENANCY, TENANCIES);
    conflict(options, AwsOptions.UNENCRYPTED, AwsOptions.ENCRYPTED);
    conflict(options, AwsOptions.UNENCRYPTED, AwsOptions.KMS_KEY);
    conflict(options, AwsOptions.GROUP, AwsOptions.OPEN_PORT);
    conflict(options, AwsOptions.GROUP, AwsOptions.ALLOW);
    needs(options, AwsOptions.KEY_PAIR, AwsOptions.SSH_KEY);
    needs(options, AwsOptions.ACCESS_KEY, AwsOptions.SECRET_KEY);
    needs(options, AwsOptions.SECRET_KEY, AwsOptions.ACCESS_KEY);
    needs(options, AwsOptions.SPOT_FALLBACK, AwsOptions.SPOT);
  }

  private static void oneOf(OptionValues options, String name, Set<String> words) {
    String value = options.text(name);
    if (value != null && !words.contains(value)) {
      throw MachineFailure.usage("option --" + name + " does not take \"" + value + "\"")
          .because("it takes " + String.join(" or ", words.stream().sorted().toList()));
    }
  }

  private static boolean has(OptionValues options, String name) {
    List<String> values = options.list(name);
    return !values.isEmpty() && !values.getLast().equals("false");
  }

  private static void conflict(OptionValues options, String one, String other) {
    if (has(options, one) && has(options, other)) {
      throw MachineFailure.usage("--" + one + " and --" + other + " exclude each other");
    }
  }

  private static void needs(OptionValues options, String one, String other) {
    if (has(options, one) && !has(options, other)) {
      throw MachineFailure.usage("--" + one + " needs --" + other);
    }
  }

  /** With a scheme, which docker-machine's users leave away. */
  static @Nullable String endpoint(@Nullable String text, boolean insecure) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return text.contains("://") ? text : (insecure ? "http://" : "https://") + text;
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

  String type() {
    return options.require(AwsOptions.TYPE);
  }

  boolean spot() {
    return flag(AwsOptions.SPOT);
  }

  boolean encrypted() {
    return !flag(AwsOptions.UNENCRYPTED);
  }

  /**
   * Whether the instance's metadata service answers, and may tell its tags: EC2 lets it have none
   * with other letters in its key (EC2 user guide, "Enable access to tags in instance metadata").
   */
  boolean readsTags() {
    return "enabled".equals(text(AwsOptions.HTTP_ENDPOINT))
        && tags().keySet().stream().allMatch(key -> PLAIN_KEY.matcher(key).matches());
  }

  /** Whether the user names the ranges; else the caller's own address is let in. */
  boolean saysWhoMayConnect() {
    return !options.list(AwsOptions.ALLOW).isEmpty();
  }

  /** Whether the user names no other place to ask for this computer's address. */
  boolean asksUsualPlace() {
    return AwsOptions.USUAL_CHECK_IP.equals(text(AwsOptions.CHECK_IP));
  }

  boolean ipv6Only() {
    return flag(AwsOptions.IPV6_ONLY);
  }

  boolean publicAddress() {
    return !flag(AwsOptions.PRIVATE_ONLY) && !ipv6Only();
  }

  /** Whether we connect to the private address. */
  boolean privately() {
    return flag(AwsOptions.USE_PRIVATE) || flag(AwsOptions.PRIVATE_ONLY);
  }

  /** How many IPv6 addresses the instance gets. */
  int ipv6Addresses() {
    Integer count = number(AwsOptions.IPV6_COUNT);
    boolean one = ipv6Only() || flag(AwsOptions.IPV6_PRIMARY);
    return count != null ? count : one ? 1 : 0;
  }

  int sshPort() {
    return options.number(AwsOptions.SSH_PORT);
  }

  List<String> groups() {
    return options.list(AwsOptions.GROUP);
  }

  /**
   * Tags of the user's: "key,value,key,value", as docker-machine takes them.
   *
   * @throws MachineFailure USAGE for a key without a value
   */
  Map<String, String> tags() {
    String text = text(AwsOptions.TAGS);
    Map<String, String> tags = new TreeMap<>();
    String[] words = text == null ? new String[0] : text.split(",", -1);
    if (words.length % 2 != 0) {
      throw MachineFailure.usage("--" + AwsOptions.TAGS + " takes key,value,key,value")
          .because("the last key of \"" + text + "\" has no value");
    }
    for (int i = 0; i < words.length; i += 2) {
      tags.put(words[i].strip(), words[i + 1].strip());
    }
    return tags;
  }

  /** What is tried in turn where a Spot launch finds no capacity: types, zones, "on-demand". */
  List<String> fallback() {
    String text = text(AwsOptions.SPOT_FALLBACK);
    return text == null
        ? List.of()
        : List.of(text.split(",")).stream().map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  /** The zone's whole name: docker-machine takes the letter alone. */
  static String zone(String word, String region) {
    return word.length() == 1 ? region + word : word;
  }
}
