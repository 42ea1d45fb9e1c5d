package dev.jmachine.testkit.gce;

/**
 * A token of a service account that was lent to somebody.
 *
 * @param email of the service account
 * @param caller token of who asked for it
 * @param request as JSON: scopes and lifetime
 */
public record GceLoan(String email, String caller, String request) {
  /** The access token that was lent. */
  public String token() {
    return "lent-by-" + email;
  }
}
