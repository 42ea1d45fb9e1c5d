package dev.jmachine.driver.azure.api;

import static dev.jmachine.core.failure.FailureKind.CHECK;
import static dev.jmachine.core.failure.FailureKind.CREDENTIALS;
import static dev.jmachine.core.failure.FailureKind.UNAVAILABLE;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import com.microsoft.aad.msal4j.MsalException;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** Azure's errors as failures of ours: the kind, Azure's own words and code, what to type next. */
public final class AzureFailures {
  private AzureFailures() {}

  /** The failure for an exception of a call; {@code what} as in "cannot WHAT". A bug stays one. */
  public static RuntimeException any(String what, Exception e) {
    if (e instanceof MachineFailure known) {
      return known;
    }
    if (e instanceof ArmException refused) {
      return refused(what, refused);
    }
    IOException network = cause(e, IOException.class);
    if (network != null) {
      return MachineFailure.of(UNAVAILABLE, "cannot " + what).because(words(network), network);
    }
    if (e instanceof CredentialUnavailableException) {
      // the SDK's message tells of the first place that it has looked at
      return AzureAdvice.onCredentials(
          MachineFailure.of(CREDENTIALS, "cannot " + what)
              .because("neither the environment nor a login of the Azure CLI has credentials", e));
    }
    if (cause(e, ClientAuthenticationException.class) != null
        || cause(e, MsalException.class) != null) {
      return AzureAdvice.onCredentials(
          MachineFailure.of(CREDENTIALS, "cannot " + what).because(firstLine(e), e));
    }
    return e instanceof RuntimeException bug ? bug : new IllegalStateException(e);
  }

  private static MachineFailure refused(String what, ArmException e) {
    FailureKind kind = AzureErrorCodes.kind(e);
    MachineFailure failure =
        MachineFailure.of(kind, "cannot " + what).because(words(e), e).retryAfter(e.retryAfter());
    return AzureAdvice.on(e.code(), kind, failure);
  }

  private static String words(ArmException e) {
    String message = String.valueOf(e.getMessage()).strip();
    if (e.code().isEmpty() && message.isEmpty()) {
      return "Azure answered with status " + e.status();
    }
    String words = withoutStop(firstLine(message));
    return words.isEmpty() ? "Azure says " + e.code() : words + " (" + e.code() + ")";
  }

  /** The JDK's client says nothing of a host that is not there. */
  private static String words(IOException e) {
    if (cause(e, UnresolvedAddressException.class) != null) {
      return CloudCalls.noHost(null);
    }
    String message = e.getMessage();
    if (message == null || message.isBlank()) {
      return e instanceof ConnectException ? "nobody answers" : e.getClass().getSimpleName();
    }
    return withoutStop(firstLine(message));
  }

  /** Of the innermost that says something: the SDK's chain fills a screen with all it has tried. */
  private static String firstLine(Exception e) {
    MsalException entra = cause(e, MsalException.class);
    String message = entra == null ? e.getMessage() : entra.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : withoutStop(firstLine(message));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").strip();
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }

  /** The error code that Azure gave; empty where the failure has none. */
  public static String code(MachineFailure failure) {
    ArmException e = cause(failure, ArmException.class);
    return e == null ? "" : e.code();
  }

  /** Whether an operation ended with it, after its call had been accepted. */
  static boolean isOfOperation(MachineFailure failure) {
    ArmException e = cause(failure, ArmException.class);
    return e != null && e.status() == 0;
  }

  /** Whether Azure itself refused the call, so that it has certainly changed nothing. */
  public static boolean isRefusal(MachineFailure failure) {
    ArmException e = cause(failure, ArmException.class);
    return e != null
        && !e.code().isEmpty() // without one it may be a proxy that speaks
        && e.status() >= 400
        && e.status() < 500
        && !failure.kind().retryable();
  }

  /**
   * The same failure, found by a check before anything was made: kind CHECK, unless it is one of
   * credentials or quota, or one that may pass.
   */
  public static MachineFailure inCheck(MachineFailure failure) {
    if (failure.kind() == CREDENTIALS
        || failure.kind() == FailureKind.QUOTA
        || failure.kind() == FailureKind.USAGE
        || failure.kind().retryable()) {
      return failure;
    }
    MachineFailure check =
        MachineFailure.of(CHECK, failure.what()).because(String.valueOf(failure.reason()), failure);
    for (String hint : failure.hints()) {
      check = check.hint(hint);
    }
    return failure.see() == null ? check : check.see(failure.see());
  }
}
