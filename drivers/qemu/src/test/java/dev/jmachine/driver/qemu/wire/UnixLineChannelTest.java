package dev.jmachine.driver.qemu.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Ticker;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixLineChannelTest {
  @TempDir Path folder;
  private ServerSocketChannel server;
  private UnixLineChannel channel;
  private SocketChannel peer;

  @BeforeEach
  void connect() throws IOException {
    Path socket = folder.resolve("s");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    channel = UnixLineChannel.connect(socket);
    peer = server.accept();
  }

  @AfterEach
  void close() throws IOException {
    channel.close();
    peer.close();
    server.close();
  }

  @Test
  void linesThatComeInPiecesOrTogetherAreParted() throws Exception {
    say("{\"a\":");
    say(" 1}\r\nsecond\nthi");
    assertThat(channel.readLine(in(5))).isEqualTo("{\"a\": 1}");
    assertThat(channel.readLine(in(5))).isEqualTo("second");
    say("rd\u00e9\n");
    assertThat(channel.readLine(in(5))).isEqualTo("thirdé");
  }

  @Test
  void aPeerThatSaysNothingMeetsTheDeadline() throws Exception {
    say("half a line");
    assertThatThrownBy(() -> channel.readLine(Deadline.in(Duration.ofMillis(50), Ticker.system())))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aPeerThatClosesIsTheEnd() throws Exception {
    peer.close();
    assertThatThrownBy(() -> channel.readLine(in(5))).isInstanceOf(EOFException.class);
  }

  @Test
  void anInterruptionEndsTheWait() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> channel.readLine(in(5))).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aLineIsSentWithItsEnd() throws Exception {
    channel.writeLine("hello", in(5));
    ByteBuffer got = ByteBuffer.allocate(6);
    while (got.hasRemaining()) {
      peer.read(got);
    }
    assertThat(new String(got.array(), UTF_8)).isEqualTo("hello\n");
  }

  private void say(String text) throws IOException {
    peer.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private static Deadline in(int seconds) {
    return Deadline.in(Duration.ofSeconds(seconds), Ticker.system());
  }
}
