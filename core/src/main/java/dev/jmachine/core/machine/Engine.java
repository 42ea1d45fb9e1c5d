package dev.jmachine.core.machine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The engine of a machine, as it answered over mutual TLS.
 *
 * @param url {@code tcp://HOST:PORT}
 * @param version such as "28.2.2"
 * @param apiVersion the newest API version it speaks, such as "1.50"
 * @param certificateExpires when the first of server and client certificate ends, ISO-8601 UTC;
 *     null where the certificates are not ours
 */
public record Engine(
    String url, String version, String apiVersion, @Nullable String certificateExpires) {
  public Engine {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(apiVersion, "apiVersion");
  }
}
