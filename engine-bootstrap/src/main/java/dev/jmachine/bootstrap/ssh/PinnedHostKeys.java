package dev.jmachine.bootstrap.ssh;

import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.SshEndpoint;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Accepts exactly the pinned keys of one endpoint; where the user asked for trust on first use and
 * none is pinned, the first key it sees. Remembers what was shown, for the record or for the
 * failure.
 */
final class PinnedHostKeys implements HostKeyVerifier {
  private final SshEndpoint endpoint;
  private volatile @Nullable HostKey shown;

  PinnedHostKeys(SshEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public boolean verify(String hostname, int port, PublicKey key) {
    HostKey seen = hostKey(key);
    shown = seen;
    return accepts(seen);
  }

  @Override
  public List<String> findExistingAlgorithms(String hostname, int port) {
    return endpoint.hostKeys().stream()
        .filter(pin -> !pin.isFingerprint())
        .map(Fingerprints::type)
        .distinct()
        .toList();
  }

  /** The key that the host showed last; null before it showed one. */
  @Nullable HostKey shown() {
    return shown;
  }

  /** Whether the host showed a key and it was not accepted. */
  boolean refused() {
    HostKey seen = shown;
    return seen != null && !accepts(seen);
  }

  private boolean accepts(HostKey seen) {
    if (endpoint.hostKeys().isEmpty()) {
      return endpoint.trustOnFirstUse();
    }
    String fingerprint = Fingerprints.of(seen);
    return endpoint.hostKeys().stream().anyMatch(pin -> Fingerprints.of(pin).equals(fingerprint));
  }

  private static HostKey hostKey(PublicKey key) {
    byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
    return new HostKey(
        KeyType.fromKey(key).toString() + " " + Base64.getEncoder().encodeToString(blob));
  }
}
