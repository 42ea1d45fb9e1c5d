package dev.jmachine.bootstrap.ssh;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A private key file that is absent, has a passphrase, or is in no format that we read. */
public final class UnusableKey extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableKey(String message, @Nullable Exception cause) {
    super(message, cause);
  }
}
