package dev.jmachine.testkit.gce;

import java.util.Map;

/** What an instance's guest writes to its guest attributes below {@code hostkeys/}. */
@FunctionalInterface
public interface GceHostKeys {
  /** Base64 of each key by its algorithm: "ssh-ed25519"; asked when somebody reads them. */
  Map<String, String> of(String instance);
}
