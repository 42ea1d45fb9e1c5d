package dev.jmachine.testkit.gce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations: what a change is until it is done. One is done when somebody waits for it. */
final class GceOperations {
  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final Map<String, Operation> byRequest = new LinkedHashMap<>();

  /** What happens at the end of an operation. */
  interface Outcome {
    void happen(boolean succeeded);
  }

  /** One change. */
  static final class Operation {
    private final String name;
    private final String type;
    private final String place;
    private final Outcome outcome;
    private @Nullable GceFault fault;
    private boolean settled;

    private Operation(String name, String type, String place, Outcome outcome) {
      this.name = name;
      this.type = type;
      this.place = place;
      this.outcome = outcome;
    }

    boolean isSettled() {
      return settled;
    }

    /** Comes to its end; one that is stuck does so without ever saying so. */
    void settle() {
      if (!settled) {
        settled = true;
        outcome.happen(!(fault instanceof GceFault.OperationFails));
      }
    }

    Map<String, Object> json() {
      boolean done = settled && !(fault instanceof GceFault.OperationStuck);
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("kind", "compute#operation");
      json.put("name", name);
      json.put("operationType", type);
      json.put("status", done ? "DONE" : "RUNNING");
      if (done && fault instanceof GceFault.OperationFails(String code, String message)) {
        json.put("error", Json.of("errors", List.of(Json.of("code", code, "message", message))));
        json.put("httpErrorStatusCode", 503);
        json.put("httpErrorMessage", "SERVICE UNAVAILABLE");
      }
      return json;
    }
  }

  /** The operation that an earlier call with the same requestId has begun. */
  @Nullable Operation before(GceRequest request) {
    String id = request.parameter("requestId");
    return id == null ? null : byRequest.get(id);
  }

  Operation begin(GceRequest request, String type, Outcome outcome) {
    String name = "operation-" + (operations.size() + 1);
    Operation operation = new Operation(name, type, request.place(), outcome);
    operations.put(name, operation);
    String id = request.parameter("requestId");
    if (id != null) {
      byRequest.put(id, operation);
    }
    return operation;
  }

  /** Makes an operation that has begun fail, or stay. */
  Map<String, Object> spoil(String name, GceFault fault) {
    Operation operation = operations.get(name);
    if (operation == null) {
      throw new IllegalArgumentException("the call begins no operation: " + name);
    }
    operation.fault = fault;
    return operation.json();
  }

  Map<String, Object> await(GceRequest request) throws GceError {
    Operation operation = operations.get(request.name());
    if (operation == null || !operation.place.equals(request.place())) {
      throw GceError.notFound(request.resource());
    }
    operation.settle();
    return operation.json();
  }
}
