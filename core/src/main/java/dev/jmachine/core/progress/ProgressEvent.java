package dev.jmachine.core.progress;

import java.time.Duration;

/**
 * What happens during long work. {@code subject} is the machine's name, or empty where the work is
 * not about one machine. Texts hold no secret.
 */
public sealed interface ProgressEvent {
  String subject();

  /** A step began. Steps of one subject nest; the innermost is the one that is under way. */
  record Started(String subject, String title) implements ProgressEvent {}

  /** What the step under way waits for or does now. */
  record Detail(String subject, String title, String detail) implements ProgressEvent {}

  /** Bytes moved so far; {@code total} is -1 where it is not known. */
  record Transferred(String subject, String title, long bytes, long total)
      implements ProgressEvent {}

  /** A step ended well. */
  record Done(String subject, String title, Duration elapsed) implements ProgressEvent {}

  /** A step ended in a failure, which is thrown as well and printed elsewhere, once. */
  record Failed(String subject, String title, Duration elapsed) implements ProgressEvent {}

  /** Something the user should know, such as which accelerator is used and why. */
  record Note(String subject, String text) implements ProgressEvent {}

  /** Something that the user may want to change. */
  record Warning(String subject, String text) implements ProgressEvent {}
}
