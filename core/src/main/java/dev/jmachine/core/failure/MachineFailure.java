package dev.jmachine.core.failure;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a user can understand and act upon. It is thrown once, where the cause is known,
 * and printed once, by the command line:
 *
 * <pre>
 * error: cannot launch instance for machine "web-1"
 *   cause: the vCPU quota for this instance family is 0 (VcpuLimitExceeded)
 *   left:  nothing
 *   try:   jmachine create -d aws --aws-instance-type t3.micro web-1
 *   see:   docs/drivers/aws.md#quota
 * </pre>
 *
 * <p>Texts are lower case, without a final full stop, and hold no secret. Instances are immutable:
 * the {@code because}, {@code left}, {@code hint} and {@code see} methods return a copy. Anything
 * that is not a MachineFailure is a bug of ours and is shown with its stack trace.
 */
public final class MachineFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final String what;
  private final @Nullable String reason;
  private final @Nullable String left;
  // transient for javac's sake alone: nobody serialises a MachineFailure
  private final transient List<String> hints;
  private final @Nullable String see;
  private final @Nullable String step;
  private final Duration retryAfter;

  private MachineFailure(
      FailureKind kind,
      String what,
      @Nullable String reason,
      @Nullable String left,
      List<String> hints,
      @Nullable String see,
      @Nullable String step,
      Duration retryAfter,
      @Nullable Throwable cause) {
    super(reason == null ? what : what + ": " + reason, cause);
    this.kind = kind;
    this.what = what;
    this.reason = reason;
    this.left = left;
    this.hints = List.copyOf(hints);
    this.see = see;
    this.step = step;
    this.retryAfter = retryAfter;
  }

  /** A failure of the given kind; {@code what} says what could not be done, such as "cannot …". */
  public static MachineFailure of(FailureKind kind, String what) {
    return new MachineFailure(kind, what, null, null, List.of(), null, null, Duration.ZERO, null);
  }

  /** Short for {@code of(FAILED, what)}. */
  public static MachineFailure failed(String what) {
    return of(FailureKind.FAILED, what);
  }

  /** Short for {@code of(USAGE, what)}. */
  public static MachineFailure usage(String what) {
    return of(FailureKind.USAGE, what);
  }

  /** Short for {@code of(CHECK, what)}. */
  public static MachineFailure check(String what) {
    return of(FailureKind.CHECK, what);
  }

  /** With the cause in the provider's or the system's own words, its code included. */
  public MachineFailure because(String reason) {
    return new MachineFailure(kind, what, reason, left, hints, see, step, retryAfter, getCause());
  }

  /** With the cause in the words of an exception, which is kept for {@code --debug}. */
  public MachineFailure because(Throwable cause) {
    return new MachineFailure(kind, what, words(cause), left, hints, see, step, retryAfter, cause);
  }

  /** With the cause in given words, and the exception behind it kept for {@code --debug}. */
  public MachineFailure because(String reason, Throwable cause) {
    return new MachineFailure(kind, what, reason, left, hints, see, step, retryAfter, cause);
  }

  /** With what was left behind, "nothing" included. */
  public MachineFailure left(String left) {
    return new MachineFailure(kind, what, reason, left, hints, see, step, retryAfter, getCause());
  }

  /** With one more command to type, or one more thing to do. */
  public MachineFailure hint(String command) {
    List<String> more = new ArrayList<>(hints);
    more.add(command);
    return new MachineFailure(kind, what, reason, left, more, see, step, retryAfter, getCause());
  }

  /**
   * With the page, and perhaps the anchor, that explains more: {@code docs/drivers/aws.md#quota}.
   */
  public MachineFailure see(String page) {
    return new MachineFailure(kind, what, reason, left, hints, page, step, retryAfter, getCause());
  }

  /** With the title of the step in which it happened; the innermost step is the one that stays. */
  public MachineFailure during(String title) {
    return step != null
        ? this
        : new MachineFailure(kind, what, reason, left, hints, see, title, retryAfter, getCause());
  }

  /** With how long the provider asks to wait before the same is tried again. */
  public MachineFailure retryAfter(Duration wait) {
    return new MachineFailure(kind, what, reason, left, hints, see, step, wait, getCause());
  }

  public FailureKind kind() {
    return kind;
  }

  /** What could not be done: the line after "error:". */
  public String what() {
    return what;
  }

  /** Why, in the words of who refused; absent where {@link #what} says it all. */
  public @Nullable String reason() {
    return reason;
  }

  /** What stays behind, or null where nothing could have been left. */
  public @Nullable String left() {
    return left;
  }

  /** Commands to type next, best first. */
  public List<String> hints() {
    return hints;
  }

  public @Nullable String see() {
    return see;
  }

  /** The title of the innermost step in which it happened. */
  public @Nullable String step() {
    return step;
  }

  /** How long to wait before the same is tried again; zero where nobody asked for it. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** The file system's exceptions say the file alone. */
  private static String words(Throwable cause) {
    if (cause instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    if (cause instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
