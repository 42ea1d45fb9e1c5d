package dev.jmachine.cli.progress;

/** A step under way, as its live line shows it. */
final class LiveStep {
  private final String title;
  private final long start;
  private String detail = "";

  LiveStep(String title, long start) {
    this.title = title;
    this.start = start;
  }

  String title() {
    return title;
  }

  /** When it began, on the ticker. */
  long start() {
    return start;
  }

  void detail(String text) {
    detail = text;
  }

  String text() {
    return detail.isEmpty() ? title : title + ": " + detail;
  }
}
