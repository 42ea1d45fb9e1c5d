package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.testkit.gce.GceFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault that Compute Engine is known for, at every call of a create and of the removal after
 * it. What is left is counted, and written as a table to target/google-faults.md.
 */
class GoogleFaultsTest {
  private static final Path TABLE = Path.of("target/google-faults.md");

  /** Shorter than anything that a test waits for, longer than the stub takes to answer. */
  private static final Duration CALL = Duration.ofMillis(400);

  private static final Map<String, GceFault> FAULTS = new LinkedHashMap<>();

  static {
    FAULTS.put("rateLimitExceeded", GceFault.throttled());
    put(429, "rateLimitExceeded", "Too many requests");
    put(503, "backendError", "Backend error");
    put(500, "internalError", "Internal error");
    FAULTS.put("answer lost", new GceFault.AnswerLost());
    FAULTS.put("no answer", new GceFault.Hangs(false));
    FAULTS.put("done, no answer", new GceFault.Hangs(true));
    put(403, "forbidden", "Required 'compute.instances.create' permission");
    put(401, "authError", "Request had invalid authentication credentials.");
    put(403, "quotaExceeded", "Quota 'CPUS' exceeded. Limit: 0.0 in region europe-west1.");
    put(409, "alreadyExists", "The resource 'x' already exists");
    put(404, "notFound", "The resource 'x' was not found");
    put(400, "resourceNotReady", "The resource 'x' is not ready");
    put(400, "unheard", "An error that nobody has heard of");
    operation("ZONE_RESOURCE_POOL_EXHAUSTED", "The zone does not have enough resources");
    operation("QUOTA_EXCEEDED", "Quota 'CPUS' exceeded");
    operation("RESOURCE_NOT_READY", "The resource is not ready");
    FAULTS.put("operation stays RUNNING", new GceFault.OperationStuck());
  }

  @TempDir private Path folder;

  private static void put(int status, String reason, String message) {
    FAULTS.put(status + " " + reason, new GceFault.Refused(status, reason, message));
  }

  private static void operation(String code, String message) {
    FAULTS.put("operation " + code, new GceFault.OperationFails(code, message));
  }

  @Test
  @Timeout(240)
  void whateverGoesWrongAtWhateverCallNothingIsLeft() throws Exception {
    List<String> calls = callsOfALife();
    StringBuilder table =
        new StringBuilder("| fault | call | create | left |\n|---|---|---|---|\n");
    for (var fault : FAULTS.entrySet()) {
      for (int call = 1; call <= calls.size(); call++) {
        table.append(row(fault.getKey(), fault.getValue(), call, calls.get(call - 1)));
      }
    }
    Files.createDirectories(TABLE.getParent());
    Files.writeString(TABLE, table);
    assertThat(table.toString().lines().skip(2)).allMatch(row -> row.endsWith("| 0 |"));
  }

  private List<String> callsOfALife() throws Exception {
    try (GoogleSetting google = new GoogleSetting(folder)) {
      google.create();
      google.removeAll();
      return google.gce.calls();
    }
  }

  private String row(String name, GceFault fault, int call, String method) throws Exception {
    try (GoogleSetting google = new GoogleSetting(folder, CALL, Duration.ZERO)) {
      google.gce.faultAt(call, fault);
      String create = created(google);
      removed(google, name + " at call " + call + " " + method);
      return "| %s | %d %s | %s | %d |%n"
          .formatted(name, call, method, create, google.gce.inventory().size());
    }
  }

  private static String created(GoogleSetting google) throws IOException, InterruptedException {
    try {
      google.create();
      return "ready";
    } catch (MachineFailure failure) {
      return failure.kind().toString();
    }
  }

  /** As {@code rm} does, and once more where it failed. */
  private static void removed(GoogleSetting google, String what) throws InterruptedException {
    try {
      google.removeAll();
    } catch (MachineFailure failure) {
      assertThatCode(google::removeAll)
          .as("second removal after " + what)
          .doesNotThrowAnyException();
    }
  }
}
