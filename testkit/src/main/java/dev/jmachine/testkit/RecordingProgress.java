package dev.jmachine.testkit;

import dev.jmachine.core.progress.Progress;
import dev.jmachine.core.progress.ProgressEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every event, in the order of arrival. Safe for use by several threads. */
public final class RecordingProgress implements Progress {
  private final List<ProgressEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void accept(ProgressEvent event) {
    events.add(event);
  }

  public List<ProgressEvent> events() {
    return List.copyOf(events);
  }

  /** Events of one kind: {@code of(ProgressEvent.Started.class)}. */
  public <E extends ProgressEvent> List<E> of(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Titles of the steps that began. */
  public List<String> started() {
    return of(ProgressEvent.Started.class).stream().map(ProgressEvent.Started::title).toList();
  }

  /** Texts of the notes. */
  public List<String> notes() {
    return of(ProgressEvent.Note.class).stream().map(ProgressEvent.Note::text).toList();
  }

  /** Texts of the warnings. */
  public List<String> warnings() {
    return of(ProgressEvent.Warning.class).stream().map(ProgressEvent.Warning::text).toList();
  }
}
