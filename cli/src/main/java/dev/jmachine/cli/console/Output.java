package dev.jmachine.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Standard output: data alone, gathered and written in as few calls as can be. Past {@link
 * System#out}, whose encoder costs time at start. Safe for use by several threads; each text stays
 * whole.
 */
public final class Output {
  private static final int FULL = 64 * 1024;

  private final OutputStream sink;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

  public Output(OutputStream sink) {
    this.sink = sink;
  }

  /** Adds a line; it is on its way after {@link #flush}, at the latest when the command ends. */
  public void line(String text) {
    print(text + "\n");
  }

  /** Adds text as it is. */
  public void print(String text) {
    bytes(text.getBytes(UTF_8));
  }

  /**
   * Adds bytes as they are.
   *
   * @throws UncheckedIOException where a full buffer can't be written
   */
  public synchronized void bytes(byte[] bytes) {
    waiting.writeBytes(bytes);
    if (waiting.size() >= FULL) {
      try {
        flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Writes what was gathered.
   *
   * @throws ReaderGone where nobody reads it any more
   */
  public synchronized void flush() throws IOException {
    if (waiting.size() == 0) {
      return;
    }
    byte[] bytes = waiting.toByteArray();
    waiting.reset();
    try {
      sink.write(bytes);
      sink.flush();
    } catch (IOException e) {
      throw ReaderGone.of(e);
    }
  }

  /** A stream whose bytes are written at once, for another program's output. */
  public OutputStream asStream() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        Output.this.bytes(Arrays.copyOfRange(bytes, offset, offset + length));
        Output.this.flush();
      }
    };
  }
}
