package dev.jmachine.driver.qemu.wire;

import dev.jmachine.core.time.Deadline;
import java.io.EOFException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A channel whose other side says fixed lines; remembers what was sent. */
final class ScriptedChannel implements LineChannel {
  private final Deque<String> incoming;
  final List<String> sent = new ArrayList<>();
  boolean closed;

  ScriptedChannel(String... lines) {
    this.incoming = new ArrayDeque<>(List.of(lines));
  }

  @Override
  public void writeLine(String line, Deadline deadline) {
    sent.add(line);
  }

  @Override
  public String readLine(Deadline deadline) throws EOFException {
    String line = incoming.poll();
    if (line == null) {
      throw new EOFException("the script is over");
    }
    return line;
  }

  @Override
  public void close() {
    closed = true;
  }
}
