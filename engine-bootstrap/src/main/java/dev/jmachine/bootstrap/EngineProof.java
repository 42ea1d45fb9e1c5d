package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.engine.EngineClient;
import dev.jmachine.bootstrap.engine.EngineVersion;
import dev.jmachine.bootstrap.engine.TlsTrouble;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The only proof that counts: the engine's version over mutual TLS, chain and name checked. */
final class EngineProof {
  private static final Duration ONE_ANSWER = Duration.ofSeconds(10);

  private final BootstrapContext context;
  private final Machine machine;
  private final EngineClient client;

  EngineProof(BootstrapContext context, Machine machine, EngineClient client) {
    this.context = context;
    this.machine = machine;
    this.client = client;
  }

  /**
   * Waits for the engine. A refused certificate ends the wait at once: the engine that was just
   * started has the one that we gave it.
   *
   * @param expires when the first certificate ends
   */
  Engine await(@Nullable String expires, Deadline deadline, Consumer<String> waiting)
      throws InterruptedException {
    EngineVersion version =
        Await.with(context.pause(), Backoff.LOCAL)
            .reporting(waiting)
            .until(
                "the engine at " + machine.requireAccess().engineUrl(),
                deadline,
                () -> look(deadline));
    return engine(version, expires);
  }

  /** When the first of the certificates ends that the record knows of; null where it knows none. */
  static @Nullable String knownEnd(Machine machine) {
    Engine engine = machine.engine();
    return engine == null ? null : engine.certificateExpires();
  }

  /** Asks once. */
  Engine ask(@Nullable String expires, Deadline deadline) throws InterruptedException {
    try {
      return engine(client.version(deadline), expires);
    } catch (IOException e) {
      throw Failures.engine(e, machine);
    }
  }

  private Attempt<EngineVersion> look(Deadline deadline) throws InterruptedException {
    try {
      return Attempt.ready(client.version(deadline.atMost(ONE_ANSWER)));
    } catch (IOException e) {
      if (TlsTrouble.of(e) != null) {
        throw Failures.engine(e, machine);
      }
      return Attempt.notYet(Failures.words(e));
    }
  }

  private Engine engine(EngineVersion version, @Nullable String expires) throws MachineFailure {
    return new Engine(
        machine.requireAccess().engineUrl(), version.version(), version.apiVersion(), expires);
  }
}
