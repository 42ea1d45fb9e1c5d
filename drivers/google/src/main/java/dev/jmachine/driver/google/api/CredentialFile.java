package dev.jmachine.driver.google.api;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a credential's file says besides the credential. */
public final class CredentialFile {
  private CredentialFile() {}

  /** The project of a service account's key; null where it says none, or can't be read. */
  public static @Nullable String project(String file) {
    try {
      return JsonParser.parseString(Files.readString(Path.of(file))) instanceof JsonObject root
              && root.has("project_id")
          ? root.get("project_id").getAsString()
          : null;
    } catch (IOException | JsonParseException e) {
      return null; // the call that needs it will say so
    }
  }
}
