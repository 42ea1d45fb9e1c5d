package dev.jmachine.driver.qemu.seed;

import dev.jmachine.core.driver.SshKeyPair;
import java.util.UUID;

/**
 * What makes one machine different from all others.
 *
 * @param hostName the guest's host name
 * @param instance the same for all boots of one machine: from its uid
 * @param authorizedKey public key that may log in, "ssh-ed25519 AAAA…"
 * @param hostKey the guest's SSH host key; its private half is secret
 */
public record Identity(String hostName, UUID instance, String authorizedKey, SshKeyPair hostKey) {
  /** As in /etc/machine-id: 32 hexadecimal digits. */
  public String machineId() {
    return instance.toString().replace("-", "");
  }
}
