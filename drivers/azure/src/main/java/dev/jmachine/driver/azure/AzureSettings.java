package dev.jmachine.driver.azure;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
record AzureSettings(OptionValues options) {
  private static final Set<String> POLICIES = Set.of("Delete", "Deallocate");
  private static final Pattern PRICE = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");

  /**
   * Looks for values and combinations that can't work, before anything is asked.
   *
   * @throws MachineFailure USAGE
   */
  AzureSettings {
    String policy = options.text(AzureOptions.EVICTION);
    if (policy != null && !POLICIES.contains(policy)) {
      throw MachineFailure.usage(
              "option --" + AzureOptions.EVICTION + " does not take \"" + policy + "\"")
          .because("it takes Delete or Deallocate");
    }
    conflict(options, AzureOptions.NSG, AzureOptions.OPEN_PORT);
    conflict(options, AzureOptions.NSG, AzureOptions.ALLOW);
    conflict(options, AzureOptions.ZONE, AzureOptions.SET);
    conflict(options, AzureOptions.SPOT, AzureOptions.SET);
    conflict(options, AzureOptions.NO_PUBLIC, AzureOptions.DNS);
    needs(options, AzureOptions.SECRET, AzureOptions.CLIENT);
    needs(options, AzureOptions.SECRET, AzureOptions.TENANT);
    needs(options, AzureOptions.CERTIFICATE, AzureOptions.CLIENT);
    needs(options, AzureOptions.CERTIFICATE, AzureOptions.TENANT);
    needs(options, AzureOptions.SPOT_PRICE, AzureOptions.SPOT);
    priceOf(options);
    tagsOf(options);
  }

  private static boolean has(OptionValues options, String name) {
    List<String> values = options.list(name);
    return !values.isEmpty() && !values.getLast().isBlank() && !values.getLast().equals("false");
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

  @Nullable String text(String option) {
    String value = options.text(option);
    return value == null || value.isBlank() ? null : value;
  }

  @Nullable Integer retries() {
    return text(AzureOptions.RETRIES) == null
        ? null
        : Integer.valueOf(options.number(AzureOptions.RETRIES));
  }

  boolean flag(String option) {
    return options.flag(option);
  }

  /** As Azure writes it in answers: "westus" for "West US". */
  String location() {
    return options
        .require(AzureOptions.LOCATION)
        .replace(" ", "")
        .toLowerCase(java.util.Locale.ROOT);
  }

  String size() {
    return options.require(AzureOptions.SIZE);
  }

  String user() {
    return options.require(AzureOptions.USER);
  }

  int sshPort() {
    return options.number(AzureOptions.SSH_PORT);
  }

  int enginePort() {
    return options.number(AzureOptions.DOCKER_PORT);
  }

  boolean spot() {
    return flag(AzureOptions.SPOT);
  }

  /**
   * The most to pay an hour; null for the usual price.
   *
   * @throws MachineFailure USAGE for what is no number
   */
  @Nullable Double spotPrice() {
    return priceOf(options);
  }

  private static @Nullable Double priceOf(OptionValues options) {
    String text = options.text(AzureOptions.SPOT_PRICE);
    if (text == null || text.isBlank() || text.equals("-1")) { // as Azure writes "the usual one"
      return null;
    }
    if (!PRICE.matcher(text).matches() || Double.parseDouble(text) <= 0) {
      throw MachineFailure.usage("--" + AzureOptions.SPOT_PRICE + " takes an amount in USD")
          .because("\"" + text + "\" is none");
    }
    return Double.valueOf(text);
  }

  /**
   * The user's own custom data; null for none.
   *
   * @throws MachineFailure USAGE for a file that can't be read
   */
  byte @Nullable [] customData() {
    String file = text(AzureOptions.CUSTOM_DATA);
    try {
      return file == null ? null : Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw MachineFailure.usage("cannot read --" + AzureOptions.CUSTOM_DATA + " " + file)
          .because(e);
    }
  }

  boolean publicAddress() {
    return !flag(AzureOptions.NO_PUBLIC);
  }

  /** Whether we connect to the private address. */
  boolean privately() {
    return flag(AzureOptions.USE_PRIVATE) || flag(AzureOptions.NO_PUBLIC);
  }

  /**
   * Tags of the user's: "key,value,key,value", as docker-machine takes them.
   *
   * @throws MachineFailure USAGE for a key without a value
   */
  Map<String, String> tags() {
    return tagsOf(options);
  }

  private static Map<String, String> tagsOf(OptionValues options) {
    String text = options.text(AzureOptions.TAGS);
    // to Azure two names are one that differ in their letters' case
    Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String[] words = text == null || text.isBlank() ? new String[0] : text.split(",", -1);
    if (words.length % 2 != 0) {
      throw MachineFailure.usage("--" + AzureOptions.TAGS + " takes key,value,key,value")
          .because("the last key of \"" + text + "\" has no value");
    }
    for (int i = 0; i < words.length; i += 2) {
      tags.put(words[i].strip(), words[i + 1].strip());
    }
    return tags;
  }
}
