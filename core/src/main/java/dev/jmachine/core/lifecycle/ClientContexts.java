package dev.jmachine.core.lifecycle;

import dev.jmachine.core.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;

/** The contexts of the local Docker client, one for each machine; implemented over its files. */
public interface ClientContexts {
  /**
   * Writes or updates the machine's context.
   *
   * @param tlsFolder holds ca.pem, cert.pem and key.pem
   * @throws IOException also where one of them is missing: a context without TLS would lead a
   *     client to an engine that proves nothing
   * @throws dev.jmachine.core.failure.MachineFailure CONFLICT where a context of that name is not
   *     ours
   */
  void write(Machine machine, Path tlsFolder) throws IOException;

  /** Removes the machine's context; one that is absent, or not ours, is left as it is. */
  void remove(Machine machine) throws IOException;
}
