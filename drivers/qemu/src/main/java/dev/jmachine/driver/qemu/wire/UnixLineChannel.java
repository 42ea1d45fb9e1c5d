package dev.jmachine.driver.qemu.wire;

import dev.jmachine.core.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Lines over a Unix socket, with deadlines: a QEMU that hangs accepts and then never answers. */
public final class UnixLineChannel implements LineChannel {
  private static final int LONGEST_LINE = 4 << 20;

  private final SocketChannel channel;
  private final Selector selector;
  private final ByteBuffer received = ByteBuffer.allocate(16 << 10).flip();

  private UnixLineChannel(SocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  /** Connects; fails at once where nobody listens. */
  public static UnixLineChannel connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    try {
      channel.configureBlocking(false);
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      return new UnixLineChannel(channel, selector);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void writeLine(String line, Deadline deadline) throws IOException, InterruptedException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (channel.write(bytes) >= 0 && bytes.hasRemaining()) {
        await(SelectionKey.OP_WRITE, deadline);
      }
    } catch (ClosedByInterruptException e) {
      throw interrupted();
    }
  }

  @Override
  public String readLine(Deadline deadline) throws IOException, InterruptedException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      while (received.hasRemaining()) {
        byte next = received.get();
        if (next == '\n') {
          return line.toString(StandardCharsets.UTF_8).stripTrailing();
        }
        line.write(next);
      }
      if (line.size() > LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
      }
      receive(deadline);
    }
  }

  private void receive(Deadline deadline) throws IOException, InterruptedException {
    received.clear();
    int count;
    try {
      count = channel.read(received);
    } catch (ClosedByInterruptException e) {
      throw interrupted();
    } finally {
      received.flip();
    }
    if (count < 0) {
      throw new EOFException("the other side closed the connection");
    }
    if (count == 0) {
      await(SelectionKey.OP_READ, deadline);
    }
  }

  private void await(int operation, Deadline deadline) throws IOException, InterruptedException {
    for (SelectionKey key : selector.keys()) {
      key.interestOps(operation);
    }
    long millis = deadline.left().toMillis();
    selector.select(Math.max(1, millis));
    selector.selectedKeys().clear();
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    if (deadline.passed()) {
      throw new SocketTimeoutException("no answer in time");
    }
  }

  private static InterruptedException interrupted() {
    Thread.interrupted();
    return new InterruptedException("interrupted while talking to QEMU");
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      selector.close();
    }
  }
}
