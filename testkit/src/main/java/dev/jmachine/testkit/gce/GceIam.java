package dev.jmachine.testkit.gce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The IAM Service Account Credentials API, as far as it lends access tokens
 * (projects.serviceAccounts.generateAccessToken).
 */
final class GceIam {
  static final String PATH = "/v1/projects/-/serviceAccounts/";
  private static final String VERB = ":generateAccessToken";

  private final List<GceLoan> loans = new ArrayList<>();
  private boolean refusing;

  synchronized List<GceLoan> loans() {
    return List.copyOf(loans);
  }

  synchronized void refuse() {
    refusing = true;
  }

  void handle(HttpExchange exchange, String caller) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (!path.endsWith(VERB) || !exchange.getRequestMethod().equals("POST")) {
      GceStub.send(exchange, 404, "application/json", "{}");
      return;
    }
    String email = path.substring(PATH.length(), path.length() - VERB.length());
    GceLoan loan = new GceLoan(email, caller, body);
    if (kept(loan)) {
      GceStub.send(exchange, 200, "application/json", Json.write(answer(loan)));
    } else {
      GceStub.send(exchange, 403, "application/json", Json.write(denied(email)));
    }
  }

  private synchronized boolean kept(GceLoan loan) {
    if (!refusing) {
      loans.add(loan);
    }
    return !refusing;
  }

  private static Map<String, Object> answer(GceLoan loan) {
    return Json.of("accessToken", loan.token(), "expireTime", "2999-01-01T00:00:00Z");
  }

  private static Map<String, Object> denied(String email) {
    String right = "iam.serviceAccounts.getAccessToken";
    return Json.of(
        "error",
        Json.of(
            "code",
            403,
            "message",
            "Permission '" + right + "' denied on resource " + email + " (or it may not exist).",
            "status",
            "PERMISSION_DENIED",
            "details",
            List.of(
                Json.of(
                    "@type",
                    "type.googleapis.com/google.rpc.ErrorInfo",
                    "reason",
                    "IAM_PERMISSION_DENIED",
                    "domain",
                    "iam.googleapis.com"))));
  }
}
