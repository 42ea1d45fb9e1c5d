package dev.jmachine.cli.command;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a Docker client must have before anything points it at a machine. */
final class ClientCertificates {
  private static final String[] FILES = {"ca.pem", "cert.pem", "key.pem"};

  private ClientCertificates() {}

  /**
   * Refuses a machine whose certificates are not all there: a client that is led to it all the same
   * speaks plain HTTP (docker 28 does where DOCKER_TLS_VERIFY is not set).
   *
   * @param folder the machine's, with ca.pem, cert.pem and key.pem
   */
  static void require(Machine machine, Path folder) {
    for (String file : FILES) {
      if (!Files.exists(folder.resolve(file))) {
        throw missing(machine, folder.resolve(file));
      }
    }
  }

  private static MachineFailure missing(Machine machine, Path file) {
    String driver = machine.spec().driver();
    return MachineFailure.of(
            FailureKind.TRUST, "machine \"" + machine.name() + "\" has no client certificates")
        .because(
            file + " is not there; without TLS nobody would be authenticated and nothing encrypted")
        .hint("jmachine doctor " + machine.name())
        .hint("jmachine create -d " + driver + " --help, for a driver that is given certificates");
  }
}
