package dev.jmachine.driver.google.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One Compute Engine for each account, made when first needed. Safe for several threads. */
public final class ComputeConnections implements AutoCloseable {
  private final Map<GoogleAccount, Compute> open = new ConcurrentHashMap<>();
  private final Duration callTimeout;
  private final Duration hold;

  /**
   * Connections on which no call takes longer.
   *
   * @param callTimeout for most calls
   * @param hold how much longer a call may take that waits for an operation
   */
  public ComputeConnections(Duration callTimeout, Duration hold) {
    this.callTimeout = callTimeout;
    this.hold = hold;
  }

  public Compute of(GoogleAccount account) {
    return open.computeIfAbsent(account, a -> new Compute(a, callTimeout, hold));
  }

  @Override
  public void close() {
    open.values().forEach(Compute::close);
  }
}
