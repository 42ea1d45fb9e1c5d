package dev.jmachine.cli.progress;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Messages;
import dev.jmachine.core.progress.ProgressEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** One line for each thing that happens: for logs and pipes. */
final class PlainProgress implements ProgressDisplay {
  /** Of a transfer, one line for each such part of a hundred. */
  private static final int PERCENT_STEP = 10;

  private static final long BYTES_STEP = 50_000_000;

  private final Messages messages;
  private final Map<String, Object> said = new HashMap<>();

  PlainProgress(Caller caller) {
    this.messages = caller.messages();
  }

  @Override
  public synchronized void accept(ProgressEvent event) {
    switch (event) {
      case ProgressEvent.Started(String subject, String title) -> line(subject, title);
      case ProgressEvent.Detail(String subject, String title, String detail) -> {
        if (isNews(subject + "\n" + title, detail)) {
          line(subject, title + ": " + detail);
        }
      }
      case ProgressEvent.Transferred(String subject, String title, long bytes, long total) -> {
        if (isNews(subject + "\n" + title, part(bytes, total))) {
          line(subject, title + ": " + Amounts.bytes(bytes, total));
        }
      }
      case ProgressEvent.Done(String subject, String title, var elapsed) ->
          line(subject, title + ": done in " + Amounts.elapsed(elapsed));
      case ProgressEvent.Failed(String subject, String title, var elapsed) ->
          line(subject, title + ": failed after " + Amounts.elapsed(elapsed));
      case ProgressEvent.Note(String subject, String text) -> line(subject, text);
      case ProgressEvent.Warning(String subject, String text) -> line(subject, "warning: " + text);
    }
  }

  private boolean isNews(String about, Object what) {
    return !Objects.equals(said.put(about, what), what);
  }

  private static long part(long bytes, long total) {
    return total > 0 ? bytes * 100 / total / PERCENT_STEP : bytes / BYTES_STEP;
  }

  private void line(String subject, String text) {
    messages.line(subject.isEmpty() ? Plain.text(text) : subject + ": " + Plain.text(text));
  }

  @Override
  public void close() {}
}
