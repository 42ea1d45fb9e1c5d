package dev.jmachine.driver.google.api;

import static dev.jmachine.core.failure.FailureKind.CHECK;
import static dev.jmachine.core.failure.FailureKind.CREDENTIALS;
import static dev.jmachine.core.failure.FailureKind.UNAVAILABLE;
import static dev.jmachine.core.failure.FailureKind.USAGE;

import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.rpc.ApiException;
import com.google.auth.Retryable;
import com.google.cloud.compute.v1.Errors;
import com.google.cloud.compute.v1.Operation;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.net.HttpRetryException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * Compute Engine's errors as failures of ours: the kind, its own words and reason, and what to type
 * next.
 */
public final class GoogleFailures {
  private static final int UNAUTHORIZED = 401;

  private GoogleFailures() {}

  /** What a call has thrown; what is not the SDK's is a bug. */
  public static RuntimeException any(String what, Exception e) {
    return switch (e) {
      case MachineFailure failure -> failure;
      case ApiException refused -> of(what, refused);
      case IOException missing -> withoutCredentials(what, missing);
      case RuntimeException bug -> bug;
      default -> new IllegalStateException(e);
    };
  }

  private static MachineFailure of(String what, ApiException e) {
    GoogleError error = error(e);
    if (error != null) {
      return of(what, error);
    }
    UnknownHostException unknown = cause(e, UnknownHostException.class);
    if (unknown != null) {
      return unavailable(what, CloudCalls.noHost(unknown.getMessage()), e);
    }
    IOException broken = cause(e, IOException.class);
    if (broken != null && isAboutCredentials(broken)) {
      return withoutCredentials(what, broken);
    }
    return unavailable(what, broken == null ? words(e) : words(broken), e);
  }

  private static MachineFailure unavailable(String what, String words, Exception e) {
    return MachineFailure.of(UNAVAILABLE, "cannot " + what).because(words, e);
  }

  private static String words(Exception e) {
    String message = e.getMessage();
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    return message == null ? e.getClass().getSimpleName() : message.strip();
  }

  /** What the API answered; null where nobody did. */
  private static @Nullable GoogleError error(ApiException e) {
    HttpResponseException answer = cause(e, HttpResponseException.class);
    if (answer != null && !isAboutCredentials(answer)) {
      return GoogleError.of(answer.getStatusCode(), answer.getContent(), e);
    }
    // the JDK's HTTP client throws the words of a 401 to a POST away; and after any 401 Google's
    // library wants a new token, which one that was given cannot give
    HttpRetryException unread = cause(e, HttpRetryException.class);
    IllegalStateException stale = cause(e, IllegalStateException.class);
    return unread == null && (stale == null || !words(stale).contains("access token"))
        ? null
        : new GoogleError(UNAUTHORIZED, "authError", "the credentials were not accepted", e);
  }

  private static MachineFailure of(String what, GoogleError error) {
    FailureKind kind = GoogleReasons.kind(error);
    MachineFailure failure =
        MachineFailure.of(kind, "cannot " + what).because(error.words(), error);
    return GoogleAdvice.on(error, kind, failure);
  }

  /** The failure of an operation; null for one that did not fail. */
  static @Nullable MachineFailure of(String what, Operation operation) {
    if (operation.getError().getErrorsCount() > 0) {
      Errors first = operation.getError().getErrors(0);
      String code = first.getCode();
      return of(what, new GoogleError(GoogleError.NO_STATUS, code, first.getMessage(), null));
    }
    return operation.getHttpErrorStatusCode() < 400
        ? null
        : of(
            what,
            new GoogleError(
                operation.getHttpErrorStatusCode(), "", operation.getHttpErrorMessage(), null));
  }

  /** Google's library for credentials marks its exceptions with an interface. */
  private static boolean isAboutCredentials(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof Retryable) {
        return true;
      }
    }
    return false;
  }

  private static MachineFailure withoutCredentials(String what, Exception e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof Retryable passing && passing.isRetryable()) {
        return unavailable(what, words(e), e);
      }
    }
    String words = words(e);
    int end = words.indexOf(". ");
    return GoogleAdvice.onCredentials(
        MachineFailure.of(CREDENTIALS, "cannot " + what)
            .because(end < 0 ? withoutStop(words) : words.substring(0, end), e));
  }

  private static String withoutStop(String words) {
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }

  /** The reason that Compute Engine gave; empty where the failure has none. */
  public static String reason(MachineFailure failure) {
    GoogleError error = cause(failure, GoogleError.class);
    return error == null ? "" : error.reason();
  }

  /** Whether there is no room for it just now: another zone or type may have some. */
  public static boolean isCapacity(MachineFailure failure) {
    GoogleError error = cause(failure, GoogleError.class);
    return failure.kind() == FailureKind.QUOTA && error != null && GoogleAdvice.isCapacity(error);
  }

  /** Whether the API itself refused the call, so that it has certainly changed nothing. */
  public static boolean isRefusal(MachineFailure failure) {
    GoogleError error = cause(failure, GoogleError.class);
    return error != null
        && error.status() >= 400
        && error.status() < 500
        && !failure.kind().retryable();
  }

  /**
   * The same failure, found by a check before anything was made: kind CHECK, unless it is one of
   * credentials or usage, or one that may pass.
   */
  public static MachineFailure inCheck(MachineFailure failure) {
    if (failure.kind() == CREDENTIALS || failure.kind() == USAGE || failure.kind().retryable()) {
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
