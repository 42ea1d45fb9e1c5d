package dev.jmachine.core.driver;

import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.resource.ResourceLedger;
import dev.jmachine.core.time.Deadline;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a driver needs to make a host.
 *
 * @param name the machine's name
 * @param uid the machine's uid, for tags and for names at the provider
 * @param options the driver's options
 * @param identityFile private key with which we log in; already written, 0600
 * @param identityPublicKey its public half, "ssh-ed25519 AAAA…", to be put into the user's
 *     authorized_keys
 * @param hostKey a host key for drivers that can place one before the first boot; pin its public
 *     half. It is the same, and so is the identity, for every call that goes on with one create
 * @param ledger where each resource is entered before the call that makes it
 * @param steps for progress
 * @param deadline when creating should be over
 * @param expires when the host is to end by itself, client or no client, and what every resource
 *     carries as a tag; null for never. Never set for a driver that lacks {@link Capability#EXPIRY}
 */
public record CreateRequest(
    MachineName name,
    String uid,
    OptionValues options,
    Path identityFile,
    String identityPublicKey,
    SshKeyPair hostKey,
    ResourceLedger ledger,
    Steps steps,
    Deadline deadline,
    @Nullable Instant expires) {
  /** For a host that does not end by itself. */
  public CreateRequest(
      MachineName name,
      String uid,
      OptionValues options,
      Path identityFile,
      String identityPublicKey,
      SshKeyPair hostKey,
      ResourceLedger ledger,
      Steps steps,
      Deadline deadline) {
    this(
        name,
        uid,
        options,
        identityFile,
        identityPublicKey,
        hostKey,
        ledger,
        steps,
        deadline,
        null);
  }
}
