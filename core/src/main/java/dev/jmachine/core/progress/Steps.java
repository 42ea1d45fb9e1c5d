package dev.jmachine.core.progress;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.point.Point;
import dev.jmachine.core.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of one story: reports each, times it, looks for an interruption before it, and
 * names the step in a failure once. The plan is the body of the method that calls {@link #run};
 * there is no plan object.
 *
 * <p>Safe for use by several threads; each may run steps of its own.
 */
public final class Steps {
  private final String subject;
  private final Progress progress;
  private final Ticker ticker;

  /** Steps for {@code subject}, a machine's name or empty. */
  public Steps(String subject, Progress progress, Ticker ticker) {
    this.subject = subject;
    this.progress = progress;
    this.ticker = ticker;
  }

  /** A step's body with a result. */
  @FunctionalInterface
  public interface Body<T extends @Nullable Object> {
    T run() throws IOException, InterruptedException;
  }

  /** A step's body without a result. */
  @FunctionalInterface
  public interface Action {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Runs one step. An {@link IOException} becomes a {@link MachineFailure} "cannot …" of this step;
   * a MachineFailure gets the title unless an inner step gave it one; anything else passes as it
   * is.
   *
   * @param title what is done, as a phrase: "Creating virtual machine"
   * @throws InterruptedException when the thread is interrupted before or during the step
   */
  public <T extends @Nullable Object> T run(String title, Body<T> body)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before: " + title);
    }
    long start = ticker.nanos();
    progress.accept(new ProgressEvent.Started(subject, title));
    Point.reached("before " + title);
    boolean done = false;
    try {
      T result = body.run();
      Point.reached("after " + title);
      done = true;
      return result;
    } catch (MachineFailure failure) {
      throw failure.during(title);
    } catch (IOException e) {
      throw MachineFailure.failed("step failed: " + title).because(e).during(title);
    } finally {
      Duration elapsed = Duration.ofNanos(ticker.nanos() - start);
      progress.accept(
          done
              ? new ProgressEvent.Done(subject, title, elapsed)
              : new ProgressEvent.Failed(subject, title, elapsed));
    }
  }

  /** Runs one step without a result; see {@link #run(String, Body)}. */
  public void run(String title, Action action) throws InterruptedException {
    this.<@Nullable Void>run(
        title,
        () -> {
          action.run();
          return null;
        });
  }

  /** Says what the step called {@code title} does or waits for now. */
  public void detail(String title, String detail) {
    progress.accept(new ProgressEvent.Detail(subject, title, detail));
  }

  /** Says how many bytes of {@code total} (-1 where not known) the step has moved. */
  public void transferred(String title, long bytes, long total) {
    progress.accept(new ProgressEvent.Transferred(subject, title, bytes, total));
  }

  public void note(String text) {
    progress.accept(new ProgressEvent.Note(subject, text));
  }

  public void warn(String text) {
    progress.accept(new ProgressEvent.Warning(subject, text));
  }
}
