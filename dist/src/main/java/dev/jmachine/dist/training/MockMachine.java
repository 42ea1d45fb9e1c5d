package dev.jmachine.dist.training;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process: {@code MockMachine KEYSTORE REQUEST, then the arguments of QEMU}. Serves the two
 * sockets that its arguments name, writes its number to the pid file when they are open, and ends
 * when it is told to quit.
 *
 * <p>KEYSTORE is a PKCS#12 file with the engine's key, REQUEST its signing request.
 */
public final class MockMachine {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final List<String> arguments;
  private final CountDownLatch end = new CountDownLatch(1);

  private MockMachine(List<String> arguments) {
    this.arguments = arguments;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    MockMachine machine = new MockMachine(Arrays.asList(args));
    MockEngine engine = new MockEngine(Path.of(args[0]));
    String request = Files.readString(Path.of(args[1]));
    machine.run(
        new MockMonitor(machine.name(), machine.isFrozen(), engine, machine.end::countDown),
        new MockAgent(request, engine));
  }

  private void run(MockMonitor monitor, MockAgent agent) throws IOException, InterruptedException {
    serve(socket("id=qmp"), monitor);
    serve(socket("id=agent"), agent);
    Path pid = Path.of(arguments.get(arguments.indexOf("-pidfile") + 1));
    Files.writeString(pid, ProcessHandle.current().pid() + "\n");
    if (!end.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("nobody ended this machine of a training");
    }
    Files.delete(pid);
  }

  private String name() {
    return arguments.get(arguments.indexOf("-name") + 1).substring("guest=".length());
  }

  /** Whether it waits for a template's state, as a clone does. */
  private boolean isFrozen() {
    return arguments.contains("-incoming");
  }

  private Path socket(String id) {
    String option =
        arguments.stream().filter(one -> one.contains("," + id + ",")).findFirst().orElseThrow();
    return Path.of(option.substring(option.indexOf("path=") + "path=".length()));
  }

  /** One side of a conversation, connection after connection. */
  interface Conversation {
    void hold(Lines lines) throws IOException;
  }

  private static void serve(Path socket, Conversation conversation) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofPlatform().daemon().start(() -> accept(server, conversation));
  }

  private static void accept(ServerSocketChannel server, Conversation conversation) {
    while (server.isOpen()) {
      acceptOne(server, conversation);
    }
  }

  private static void acceptOne(ServerSocketChannel server, Conversation conversation) {
    try (SocketChannel client = Objects.requireNonNull(server.accept())) {
      conversation.hold(
          new Lines(Channels.newInputStream(client), Channels.newOutputStream(client)));
    } catch (IOException e) {
      return; // the client has gone; there will be another
    }
  }
}
