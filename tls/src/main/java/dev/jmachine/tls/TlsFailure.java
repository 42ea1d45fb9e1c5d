package dev.jmachine.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keys or certificates cannot be made, read or trusted. The message says what is wrong with which
 * thing and never holds a secret; {@link #hint()} is what to type or do next. The caller turns it
 * into the program's own failure.
 */
public final class TlsFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Kind {
    /** The root's key is encrypted and no passphrase (or an empty one) was given. */
    PASSPHRASE_NEEDED,
    /** The passphrase does not open the root's key. */
    WRONG_PASSPHRASE,
    /** A file or text is not what it should be, or its counterpart is missing. */
    DAMAGED,
    /** A folder or key can be read or changed by other users. */
    EXPOSED,
    /** An authority's certificate has ended. */
    EXPIRED,
    /** An authority's certificate starts in the future: a clock is wrong. */
    NOT_YET_VALID,
    /** Not a host name or address that a certificate can hold. */
    BAD_NAME,
    /** A signing request that is not well formed, not signed by its own key, or of a weak key. */
    BAD_REQUEST,
    /** A certificate that the given authority did not issue for that use, or not for that time. */
    UNTRUSTED,
    /** The file system refused. */
    STORAGE
  }

  private final Kind kind;
  private final String hint;

  TlsFailure(Kind kind, String message, String hint) {
    this(kind, message, hint, null);
  }

  TlsFailure(Kind kind, String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.hint = hint;
  }

  /** The same, said of a file; damage there has a way out of its own. */
  TlsFailure in(Path file, String repair) {
    String next = kind == Kind.DAMAGED ? repair : hint;
    return new TlsFailure(kind, file + ": " + getMessage(), next, this);
  }

  public Kind kind() {
    return kind;
  }

  /** What to type or do next. */
  public String hint() {
    return hint;
  }
}
