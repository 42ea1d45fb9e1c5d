package dev.jmachine.driver.azure.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/**
 * What a call is about.
 *
 * @param path absolute, below the endpoint; a resource's path is its id
 * @param query parameters with their "&amp;" in front, as "&amp;$expand=instanceView"; empty for
 *     none
 * @param apiVersion of the provider, the one that the SDK's models are made from
 */
public record ArmPath(String path, String query, String apiVersion) {
  public ArmPath(String path, String apiVersion) {
    this(path, "", apiVersion);
  }

  /** The same with one more parameter. */
  public ArmPath with(String name, String value) {
    return new ArmPath(path, query + "&" + name + "=" + encoded(value), apiVersion);
  }

  /** An action, or what else lies below. */
  public ArmPath below(String segment) {
    return new ArmPath(path + "/" + segment, query, apiVersion);
  }

  String url(String endpoint) {
    return endpoint + path + "?api-version=" + apiVersion + query;
  }

  /** A name as one segment of a path. */
  public static String encoded(String segment) {
    return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
  }
}
