package dev.jmachine.testkit.gce;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A firewall rule of the stub. */
final class StubFirewall {
  final Map<String, Object> json;
  GceOperations.@Nullable Operation making;

  StubFirewall(Map<String, Object> body) {
    this.json = new LinkedHashMap<>(body);
  }
}
