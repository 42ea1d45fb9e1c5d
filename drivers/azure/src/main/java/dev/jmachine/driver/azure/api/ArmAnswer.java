package dev.jmachine.driver.azure.api;

import com.azure.core.util.BinaryData;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was read whole.
 *
 * @param status of HTTP
 * @param operation URL at which an operation that runs on is asked about; null for none
 * @param location the same in the older form; null for none
 * @param retryAfter how long to wait before the next call; zero where it does not say
 * @param body as sent; empty for none
 */
record ArmAnswer(
    int status,
    @Nullable String operation,
    @Nullable String location,
    Duration retryAfter,
    BinaryData body) {
  <T> T as(ArmForm<T> form) {
    try (JsonReader json = JsonProviders.createReader(body.toBytes())) {
      return form.of(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body as maps; empty where it is no JSON object, as an error page of a proxy is not. */
  Map<?, ?> members() {
    if (body.toBytes().length == 0) {
      return Map.of();
    }
    try (JsonReader json = JsonProviders.createReader(body.toBytes())) {
      return json.readUntyped() instanceof Map<?, ?> map ? map : Map.of();
    } catch (IOException | IllegalStateException e) {
      return Map.of();
    }
  }

  @Override
  public String toString() {
    return "ArmAnswer[" + status + "]";
  }
}
