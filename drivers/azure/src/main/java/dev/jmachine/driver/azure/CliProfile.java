package dev.jmachine.driver.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the Azure CLI keeps of whoever has logged in with it. */
final class CliProfile {
  private CliProfile() {}

  /** The subscription that it uses; null where it has none, or is not there. */
  static @Nullable String subscription(Map<String, String> environment) {
    Path file = folder(environment).resolve("azureProfile.json");
    try {
      // the CLI writes a byte order mark
      String text = new String(Files.readAllBytes(file), UTF_8).replace("\uFEFF", "");
      for (JsonObject one : JsonObject.parse(text).objects("subscriptions")) {
        if (one.has("isDefault") && one.bool("isDefault")) {
          return one.stringOrNull("id");
        }
      }
      return null;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Path folder(Map<String, String> environment) {
    String chosen = environment.get("AZURE_CONFIG_DIR");
    return chosen == null
        ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".azure")
        : Path.of(chosen);
  }
}
