package dev.jmachine.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard error: progress, warnings and errors, written at once. A standard error that can't be
 * written is no reason to fail. Safe for use by several threads; each text stays whole.
 */
public final class Messages {
  private final OutputStream sink;

  public Messages(OutputStream sink) {
    this.sink = sink;
  }

  public void line(String text) {
    print(text + "\n");
  }

  public synchronized void print(String text) {
    try {
      sink.write(text.getBytes(UTF_8));
      sink.flush();
    } catch (IOException e) {
      // nowhere is left to say so
    }
  }
}
