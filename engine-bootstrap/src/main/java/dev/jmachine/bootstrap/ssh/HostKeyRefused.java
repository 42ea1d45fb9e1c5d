package dev.jmachine.bootstrap.ssh;

import dev.jmachine.core.machine.HostKey;
import java.io.IOException;
import java.util.List;

/**
 * A host showed a key that is not one of its pinned keys, or no key was pinned. Nothing was sent to
 * it but our list of algorithms.
 */
public final class HostKeyRefused extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient HostKey shown;
  private final transient List<HostKey> pinned;

  HostKeyRefused(HostKey shown, List<HostKey> pinned) {
    super(
        pinned.isEmpty()
            ? "its host key is not known: " + Fingerprints.describe(shown)
            : "it shows " + Fingerprints.describe(shown) + ", pinned is " + described(pinned));
    this.shown = shown;
    this.pinned = List.copyOf(pinned);
  }

  /** The whole key that the host showed. */
  public HostKey shown() {
    return shown;
  }

  /** What would have been accepted; empty where nothing was known of the host. */
  public List<HostKey> pinned() {
    return pinned;
  }

  private static String described(List<HostKey> keys) {
    return String.join(", ", keys.stream().map(Fingerprints::describe).toList());
  }
}
