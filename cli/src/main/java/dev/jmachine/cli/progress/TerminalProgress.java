package dev.jmachine.cli.progress;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.signal.Signals;
import dev.jmachine.core.progress.ProgressEvent;
import java.time.Duration;
import java.util.List;

/**
 * Live lines on a terminal: one for each machine, with the step under way and its time; what ended
 * stays above them. Drawn ten times a second and whenever a line stays.
 */
final class TerminalProgress implements ProgressDisplay {
  private static final Duration TURN = Duration.ofMillis(100);

  /** An inner step that took less leaves no line. */
  private static final Duration WORTH_A_LINE = Duration.ofSeconds(1);

  private final Caller caller;
  private final Style style;
  private final LiveSteps steps = new LiveSteps();
  private final LiveRegion region;
  private long turn;
  private boolean closed;

  TerminalProgress(Caller caller) {
    this.caller = caller;
    this.style = Style.of(caller);
    this.region = new LiveRegion(caller.messages(), caller.terminal().size());
  }

  /** A display that turns by itself. */
  static TerminalProgress open(Caller caller) {
    TerminalProgress display = new TerminalProgress(caller);
    Thread.ofPlatform().daemon().name("progress").start(display::turnAround);
    Signals.onWindowChange(display::resized);
    return display;
  }

  @Override
  public synchronized void accept(ProgressEvent event) {
    switch (event) {
      case ProgressEvent.Started(String subject, String title) -> {
        steps.start(subject, Plain.text(title), caller.ticker().nanos());
        draw("");
      }
      case ProgressEvent.Detail(String subject, String title, String detail) ->
          steps.change(subject, Plain.text(title), step -> step.detail(Plain.text(detail)));
      case ProgressEvent.Transferred(String subject, String title, long bytes, long total) ->
          steps.change(
              subject, Plain.text(title), step -> step.detail(Amounts.bytes(bytes, total)));
      case ProgressEvent.Done(String subject, String title, Duration elapsed) ->
          ended(style.done(), subject, title, elapsed);
      case ProgressEvent.Failed(String subject, String title, Duration elapsed) ->
          ended(style.failed(), subject, title, elapsed);
      case ProgressEvent.Note(String subject, String text) ->
          draw("  " + about(subject) + Plain.text(text));
      case ProgressEvent.Warning(String subject, String text) ->
          draw(style.warning() + " " + about(subject) + "warning: " + Plain.text(text));
    }
  }

  private void ended(String mark, String subject, String title, Duration elapsed) {
    int around = steps.end(subject, Plain.text(title));
    boolean stays = around == 0 || elapsed.compareTo(WORTH_A_LINE) >= 0;
    String line = mark + " " + about(subject) + Plain.text(title) + "  " + Amounts.elapsed(elapsed);
    draw(stays ? line : "");
  }

  /** One turn of the spinner. */
  synchronized void turn() {
    turn++;
    draw("");
  }

  private synchronized void resized() {
    region.resized();
  }

  private void draw(String staying) {
    List<String> live = closed ? List.of() : steps.innermost().stream().map(this::line).toList();
    region.draw(staying, live);
  }

  private String line(LiveSteps.Live live) {
    Duration elapsed = Duration.ofNanos(caller.ticker().nanos() - live.step().start());
    return style.spinner(turn)
        + " "
        + about(live.subject())
        + live.step().text()
        + "\t"
        + Amounts.elapsed(elapsed);
  }

  private static String about(String subject) {
    return subject.isEmpty() ? "" : Plain.text(subject) + "  ";
  }

  private void turnAround() {
    try {
      while (!isClosed()) {
        caller.pause().pause(TURN);
        turn();
      }
    } catch (InterruptedException e) {
      // nobody but the end of the program interrupts this thread
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    draw("");
  }
}
