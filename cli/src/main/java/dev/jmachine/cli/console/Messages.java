package dev.jmachine.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

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

  public void print(String text) {
    bytes(text.getBytes(UTF_8));
  }

  /** Writes bytes as they are, such as another program's. */
  public synchronized void bytes(byte[] bytes) {
    try {
      sink.write(bytes);
      sink.flush();
    } catch (IOException e) {
      // nowhere is left to say so
    }
  }

  /** A stream whose bytes are written at once, for another program's messages. */
  public OutputStream asStream() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        Messages.this.bytes(Arrays.copyOfRange(bytes, offset, offset + length));
      }
    };
  }
}
