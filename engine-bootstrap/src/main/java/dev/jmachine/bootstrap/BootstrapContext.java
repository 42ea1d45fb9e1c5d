package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.ssh.SshConnector;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * What a bootstrap needs around it.
 *
 * @param connector opens SSH connections
 * @param roots the user's root authority
 * @param owner {@code user@computer}, for the client's certificate
 */
public record BootstrapContext(
    SshConnector connector,
    RootSource roots,
    String owner,
    Clock clock,
    Ticker ticker,
    Pause pause,
    SecureRandom random) {
  /** A context with the system's clocks and the user's keys. */
  public static BootstrapContext system(RootSource roots, String owner) {
    return new BootstrapContext(
        SshConnector.withDefaults(),
        roots,
        owner,
        Clock.systemUTC(),
        Ticker.system(),
        Pause.system(),
        new SecureRandom());
  }

  Deadline in(Duration length) {
    return Deadline.in(length, ticker);
  }
}
