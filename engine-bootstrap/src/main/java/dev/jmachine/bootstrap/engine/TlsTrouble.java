package dev.jmachine.bootstrap.engine;

import java.io.EOFException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a TLS connection to an engine failed, told apart by what helps against it. */
public enum TlsTrouble {
  /** The engine's certificate has ended. */
  SERVER_EXPIRED("the engine's certificate has expired"),
  /** By our clock the engine's certificate is not valid yet. */
  SERVER_NOT_YET_VALID("the engine's certificate is not valid yet: this computer's clock is slow"),
  /** The certificate is for other names. */
  SERVER_NAME("the engine's certificate is not for this address"),
  /** Not issued by the machine's authority. */
  SERVER_UNTRUSTED("the engine's certificate is not from this machine's authority"),
  /**
   * The engine does not take ours: expired, not yet valid by its clock, or of another authority.
   */
  CLIENT_REFUSED("the engine refuses our client certificate");

  private final String words;

  TlsTrouble(String words) {
    this.words = words;
  }

  /** For people, without a final full stop. */
  public String words() {
    return words;
  }

  /**
   * What is wrong, or null where {@code e} is about the network, or the engine is just starting.
   */
  public static @Nullable TlsTrouble of(IOException e) {
    CertificateException certificate = cause(e, CertificateException.class);
    String all = messages(e);
    if (cause(e, CertificateExpiredException.class) != null) {
      return SERVER_EXPIRED;
    }
    if (cause(e, CertificateNotYetValidException.class) != null) {
      return SERVER_NOT_YET_VALID;
    }
    if (certificate != null) {
      return all.contains("subject alternative") || all.contains("No name matching")
          ? SERVER_NAME
          : SERVER_UNTRUSTED;
    }
    if (!(e instanceof SSLException) || cause(e, EOFException.class) != null) {
      return null;
    }
    return all.contains("alert") || all.contains("certificate") ? CLIENT_REFUSED : null;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable from, Class<T> type) {
    for (Throwable at = from; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }

  private static String messages(Throwable from) {
    StringBuilder all = new StringBuilder();
    for (Throwable at = from; at != null; at = at.getCause()) {
      all.append(at.getMessage()).append('\n');
    }
    return all.toString();
  }
}
