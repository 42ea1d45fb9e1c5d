package dev.jmachine.driver.aws.api;

import static dev.jmachine.core.failure.FailureKind.CHECK;
import static dev.jmachine.core.failure.FailureKind.CREDENTIALS;
import static dev.jmachine.core.failure.FailureKind.UNAVAILABLE;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** EC2's errors as failures of ours: the kind, EC2's own words and code, and what to type next. */
public final class AwsFailures {
  /** What follows in EC2's message is a text that only AWS can decode, a thousand letters long. */
  private static final String ENCODED = "Encoded authorization failure message";

  private AwsFailures() {}

  /** The failure for an error of the SDK; {@code what} as in "cannot WHAT". */
  public static MachineFailure of(String what, SdkException e) {
    return e instanceof AwsServiceException refused ? refused(what, refused) : unanswered(what, e);
  }

  /** The same for whatever a call throws; what is not the SDK's is a bug. */
  public static RuntimeException any(String what, Exception e) {
    return switch (e) {
      case SdkException refused -> of(what, refused);
      case RuntimeException bug -> bug;
      default -> new IllegalStateException(e);
    };
  }

  private static MachineFailure refused(String what, AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? "" : orEmpty(details.errorCode());
    String message = details == null ? "" : orEmpty(details.errorMessage());
    String words =
        code.isEmpty() ? wordless(e.statusCode()) : readable(message) + " (" + code + ")";
    FailureKind kind = AwsErrorCodes.kind(code, e.statusCode());
    return AwsAdvice.on(code, kind, MachineFailure.of(kind, "cannot " + what).because(words, e));
  }

  /** The JDK's HTTP client, on which the SDK's stands, throws the words of a 401 away. */
  private static String wordless(int status) {
    return status == 401
        ? "EC2 was not able to validate the credentials (401)"
        : "EC2 answered with status " + status;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String readable(String message) {
    int encoded = message.indexOf(ENCODED);
    String words = (encoded < 0 ? message : message.substring(0, encoded)).strip();
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }

  /** No answer: no credentials to ask with, no such host, or a network that fails. */
  private static MachineFailure unanswered(String what, SdkException e) {
    String words = withoutCount(orEmpty(e.getMessage()));
    if (words.contains("credentials") || words.contains("profile")) {
      return AwsAdvice.onCredentials(
          MachineFailure.of(CREDENTIALS, "cannot " + what).because(firstSentence(words), e));
    }
    UnknownHostException unknown = cause(e, UnknownHostException.class);
    if (unknown != null) {
      return MachineFailure.of(UNAVAILABLE, "cannot " + what)
          .because(CloudCalls.noHost(unknown.getMessage()), e);
    }
    return MachineFailure.of(UNAVAILABLE, "cannot " + what).because(words, e);
  }

  /** The SDK counts its attempts in every message; there is one. */
  private static String withoutCount(String words) {
    int count = words.indexOf(" (SDK Attempt Count");
    return count < 0 ? words : words.substring(0, count);
  }

  /** The SDK's list of providers that it tried fills a screen. */
  private static String firstSentence(String words) {
    int list = words.indexOf(" in the chain");
    return readable(list < 0 ? words : words.substring(0, list));
  }

  private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }

  /** The error code that EC2 gave; empty where the failure has none. */
  public static String code(MachineFailure failure) {
    AwsServiceException e = cause(failure, AwsServiceException.class);
    AwsErrorDetails details = e == null ? null : e.awsErrorDetails();
    return details == null ? "" : orEmpty(details.errorCode());
  }

  /** Whether EC2 itself answered, and with a no: then the call has changed nothing. */
  public static boolean isAnswer(SdkException e) {
    return e instanceof AwsServiceException refused && refused.statusCode() < 500;
  }

  /** Whether EC2 itself refused, so that the call has certainly changed nothing. */
  public static boolean isRefusal(MachineFailure failure) {
    AwsServiceException e = cause(failure, AwsServiceException.class);
    return e != null && e.statusCode() < 500 && !failure.kind().retryable();
  }

  /**
   * The same failure, found by a check before anything was made: kind CHECK, unless it is one of
   * credentials or one that may pass.
   */
  public static MachineFailure inCheck(MachineFailure failure) {
    if (failure.kind() == CREDENTIALS || failure.kind().retryable()) {
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
