package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.driver.WarmHost;
import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * From "SSH answers" to "the engine answers over mutual TLS". Implemented by engine-bootstrap,
 * which alone knows SSH; the core calls it through this interface.
 *
 * <p>Idempotent: bootstrapping a host twice changes and restarts nothing the second time.
 */
public interface HostBootstrap {
  /** Makes an Ed25519 key pair for SSH. */
  SshKeyPair newSshKeyPair();

  /** What a bootstrap gave: the access with the host key that was seen pinned, and the engine. */
  record Bootstrapped(HostAccess access, Engine engine) {}

  /**
   * Waits for SSH, installs and configures the engine, issues certificates into {@code
   * machineFolder} (ca.pem, cert.pem, key.pem; files 0600) and ends when the engine told its
   * version over mutual TLS. Opens exactly one SSH connection once the host answers.
   *
   * @param machine the record; its access must be known
   */
  Bootstrapped bootstrap(Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException;

  /**
   * The certificates of a host that is being resumed from a template: made while that goes on. May
   * ask for the root's passphrase.
   */
  interface Adoption {
    /**
     * Gives the host's engine a key, made there, and its certificate, over the driver's channel;
     * opens the host's ports, and ends when the engine answered over mutual TLS. Options of the
     * engine that need it to restart are applied over SSH, as {@link HostBootstrap#bootstrap} does.
     */
    Bootstrapped finish(Machine machine, WarmHost host) throws IOException, InterruptedException;
  }

  /** Begins to adopt a host, which need not be there yet; returns at once. */
  Adoption adopt(Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException;

  /**
   * After a change of address: issues a server certificate with the names of {@code machine}'s
   * access where the present one lacks them, and waits for the engine. Touches nothing else.
   */
  Bootstrapped readdress(Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException;

  /**
   * Replaces the machine's authority, keys and certificates, the client's in {@code machineFolder}
   * included. Containers keep running.
   */
  Bootstrapped regenerateCertificates(
      Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException;

  /**
   * Brings the engine's packages to the newest version that their repository has. Containers keep
   * running.
   */
  Bootstrapped upgrade(Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException;

  /**
   * Restarts the host's operating system over SSH and returns when its engine answers again; for
   * drivers that have no power switch.
   */
  Engine reboot(Machine machine, Path machineFolder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException;

  /**
   * Asks the engine for its version over mutual TLS with the certificates in {@code machineFolder}.
   * Needs no SSH.
   *
   * @param timeout for connecting and answering together
   * @throws dev.jmachine.core.failure.MachineFailure UNAVAILABLE where it does not answer, TRUST
   *     where either side refuses the other's certificate
   */
  Engine ask(Machine machine, Path machineFolder, Duration timeout)
      throws IOException, InterruptedException;
}
