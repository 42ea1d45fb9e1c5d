package dev.jmachine.driver.google.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import org.jspecify.annotations.Nullable;

/**
 * An error in Compute Engine's own words. The SDK hides them: of "quota exceeded" its exception
 * says "Forbidden", and of a zone that is full nothing but that the service is unavailable.
 */
public final class GoogleError extends Exception {
  private static final long serialVersionUID = 1L;

  /** The status of what came from an operation, which has none. */
  static final int NO_STATUS = 0;

  private final int status;
  private final String reason;

  GoogleError(int status, String reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.reason = reason;
  }

  /**
   * An error as HTTP brought it.
   *
   * @param body the answer's JSON, "{error: {message, errors: [{reason}]}}"; null or anything else
   *     where a proxy in between answered
   */
  static GoogleError of(int status, @Nullable String body, Throwable cause) {
    JsonObject error = error(body);
    if (error == null) {
      return new GoogleError(status, "", "it answered with status " + status, cause);
    }
    return new GoogleError(status, reason(error), text(error, "message"), cause);
  }

  private static @Nullable JsonObject error(@Nullable String body) {
    try {
      JsonElement root = body == null ? null : JsonParser.parseString(body);
      return root != null && root.isJsonObject() && root.getAsJsonObject().has("error")
          ? root.getAsJsonObject().getAsJsonObject("error")
          : null;
    } catch (JsonParseException | ClassCastException e) {
      return null;
    }
  }

  /** Of the first error; newer services say it in the details alone. */
  private static String reason(JsonObject error) {
    String reason = inFirst(error, "errors");
    return reason.isEmpty() ? inFirst(error, "details") : reason;
  }

  private static String inFirst(JsonObject error, String list) {
    JsonElement all = error.get(list);
    if (!(all instanceof JsonArray array) || array.isEmpty()) {
      return "";
    }
    return array.get(0) instanceof JsonObject first ? text(first, "reason") : "";
  }

  private static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
  }

  /** HTTP status; 0 for an operation's error. */
  public int status() {
    return status;
  }

  /** "quotaExceeded", "ZONE_RESOURCE_POOL_EXHAUSTED"; empty where it gave none. */
  public String reason() {
    return reason;
  }

  /** Message and reason, for people. */
  String words() {
    String message = String.valueOf(getMessage()).strip();
    String shown = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    return reason.isEmpty() ? shown : shown + " (" + reason + ")";
  }
}
