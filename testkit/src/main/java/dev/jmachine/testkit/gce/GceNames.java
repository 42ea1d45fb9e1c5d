package dev.jmachine.testkit.gce;

/** What a name may be (RFC 1035, as the API's reference says of every resource). */
final class GceNames {
  private GceNames() {}

  static void require(String name) throws GceError {
    if (!name.matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?")) {
      throw GceError.invalid("Invalid value for field 'resource.name': '" + name + "'.");
    }
  }

  /** Keys and values of labels. */
  static void requireLabel(String key, String value) throws GceError {
    if (!key.matches("[a-z][a-z0-9_-]{0,62}") || !value.matches("[a-z0-9_-]{0,63}")) {
      throw GceError.invalid("Invalid value for field 'resource.labels': '" + key + "=" + value);
    }
  }

  /** The last word of a URL or partial path. */
  static String last(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
