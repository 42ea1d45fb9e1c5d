package dev.jmachine.driver.google.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a credential's file says besides the credential. */
public final class CredentialFile {
  private CredentialFile() {}

  /** The project of a service account's key; null where it says none, or can't be read. */
  public static @Nullable String project(String file) {
    try {
      return projectOf(Files.readString(Path.of(file)));
    } catch (IOException e) {
      return null; // the call that needs it will say so
    }
  }

  /** The same of a file that was given itself. */
  public static @Nullable String projectIn(String given) {
    try {
      return projectOf(content(given));
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable String projectOf(String json) {
    try {
      return JsonParser.parseString(json) instanceof JsonObject root
              && root.get("project_id") instanceof JsonPrimitive project
          ? project.getAsString()
          : null;
    } catch (JsonParseException e) {
      return null;
    }
  }

  /**
   * A file that was given in Base64, or as it is.
   *
   * @throws IOException where it is neither
   */
  static String content(String given) throws IOException {
    if (given.stripLeading().startsWith("{")) {
      return given;
    }
    try {
      return new String(Base64.getMimeDecoder().decode(given), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("what was given as a credential's file is no Base64", e);
    }
  }
}
