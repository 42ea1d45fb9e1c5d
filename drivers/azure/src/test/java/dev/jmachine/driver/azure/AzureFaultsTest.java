package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.testkit.arm.ArmFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault that Azure is known for, at every call of a create and of the removal after it, in a
 * group of the machine's own and in one of the user's. What is left is counted, and written as a
 * table to target/azure-faults.md.
 */
class AzureFaultsTest {
  private static final Path TABLE = Path.of("target/azure-faults.md");

  /** Shorter than anything that a test waits for, longer than the stub takes to answer. */
  private static final Duration CALL = Duration.ofMillis(800);

  private static final String USERS = "team";
  private static final Map<String, ArmFault> FAULTS = new LinkedHashMap<>();

  static {
    FAULTS.put("429 with Retry-After", ArmFault.throttled());
    put(500, "InternalServerError", "An internal error");
    put(503, "ServiceUnavailable", "Try again");
    FAULTS.put("answer lost", new ArmFault.AnswerLost());
    FAULTS.put("no answer", new ArmFault.Hangs(false));
    FAULTS.put("done, no answer", new ArmFault.Hangs(true));
    put(401, "ExpiredAuthenticationToken", "The access token has expired");
    put(403, "AuthorizationFailed", "The client has no authorization");
    put(403, "RequestDisallowedByPolicy", "Resource was disallowed by policy");
    put(409, "SkuNotAvailable", "The requested size is not available in the location");
    put(409, "OperationNotAllowed", "exceeding approved Total Regional Cores quota");
    put(409, "MissingSubscriptionRegistration", "not registered to use Microsoft.Compute");
    put(409, "AnotherOperationInProgress", "Another operation is in progress");
    put(429, "RetryableError", "A retryable error occurred");
    put(400, "NicInUse", "The interface is in use");
    put(400, "PublicIPAddressCannotBeDeleted", "The address is allocated");
    put(400, "InUseNetworkSecurityGroupCannotBeDeleted", "The group is in use");
    put(404, "ResourceNotFound", "The resource was not found");
    put(400, "ReservedResourceName", "The name is reserved");
    put(400, "DnsRecordInUse", "The DNS record is used by another address");
    put(400, "Unheard", "An error that nobody has heard of");
    FAULTS.put(
        "AllocationFailed in the operation", new ArmFault.Fails("AllocationFailed", "No capacity"));
    FAULTS.put(
        "RetryableError in the operation", new ArmFault.Fails("RetryableError", "Try again"));
    FAULTS.put(
        "InternalExecutionError in the operation",
        new ArmFault.Fails("InternalExecutionError", "An internal error"));
  }

  @TempDir private Path folder;

  private static void put(int status, String code, String message) {
    FAULTS.put(code, ArmFault.refused(status, code, message));
  }

  @Test
  @Timeout(400)
  void whateverGoesWrongAtWhateverCallNothingIsLeft() throws Exception {
    StringBuilder table =
        new StringBuilder("| fault | group | call | create | left |\n|---|---|---|---|---|\n");
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<String> row : threads.invokeAll(rows())) {
        table.append(row.get());
      }
    }
    Files.createDirectories(TABLE.getParent());
    Files.writeString(TABLE, table);
    assertThat(table.toString().lines().skip(2)).allMatch(row -> row.endsWith("| 0 |"));
  }

  private List<Callable<String>> rows() throws Exception {
    List<Callable<String>> rows = new ArrayList<>();
    for (boolean own : new boolean[] {true, false}) {
      List<String> calls = callsOfALife(own);
      for (var fault : FAULTS.entrySet()) {
        for (int call = 1; call <= calls.size(); call++) {
          int number = call;
          String label = calls.get(call - 1);
          rows.add(() -> row(fault.getKey(), fault.getValue(), own, number, label));
        }
      }
    }
    return rows;
  }

  private AzureSetting setting(boolean own) {
    AzureSetting azure = new AzureSetting(folder, CALL);
    if (!own) {
      azure.arm.addGroup(USERS, Map.of());
      azure.set(AzureOptions.GROUP, USERS);
    }
    return azure;
  }

  private List<String> callsOfALife(boolean own) throws Exception {
    try (AzureSetting azure = setting(own)) {
      azure.create();
      azure.removeAll();
      return azure.arm.calls();
    }
  }

  private String row(String name, ArmFault fault, boolean own, int call, String label)
      throws Exception {
    try (AzureSetting azure = setting(own)) {
      azure.arm.faultAt(call, fault);
      String create = created(azure);
      removed(azure, name + " at call " + call + " " + label);
      long left = azure.arm.inventory().stream().filter(entry -> !entry.equals(USERS)).count();
      return "| %s | %s | %d %s | %s | %d |%n"
          .formatted(name, own ? "own" : "the user's", call, label, create, left);
    }
  }

  private static String created(AzureSetting azure) throws IOException, InterruptedException {
    try {
      azure.create();
      return "ready";
    } catch (MachineFailure failure) {
      return failure.kind().toString();
    }
  }

  /** As {@code rm} does, and once more where it failed. */
  private static void removed(AzureSetting azure, String what) throws InterruptedException {
    try {
      azure.removeAll();
    } catch (MachineFailure failure) {
      assertThatCode(azure::removeAll)
          .as("second removal after " + what)
          .doesNotThrowAnyException();
    }
  }
}
