package dev.jmachine.driver.qemu.wire;

import dev.jmachine.core.time.Deadline;
import java.io.Closeable;
import java.io.IOException;

/** Two-way stream of text lines in UTF-8. For one thread at a time. */
public interface LineChannel extends Closeable {
  /** Sends one line; {@code line} holds no line feed. */
  void writeLine(String line, Deadline deadline) throws IOException, InterruptedException;

  /**
   * The next line, without its end.
   *
   * @throws java.net.SocketTimeoutException when the deadline passes first
   * @throws java.io.EOFException when the other side has closed
   */
  String readLine(Deadline deadline) throws IOException, InterruptedException;
}
