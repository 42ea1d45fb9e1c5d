package dev.jmachine.testkit.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;

/**
 * An SSH server on 127.0.0.1 for tests. It takes one user's key, counts what clients do and breaks
 * on demand. Its host key and the user's key are ECDSA P-256: the server library has no Ed25519
 * without a further library.
 */
public final class InProcessSshServer implements AutoCloseable {
  private static final int ANY = 0;

  private final SshServer server;
  private final AtomicReference<KeyPair> hostKey = new AtomicReference<>(newKey());
  private final KeyPair userKey = newKey();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger logins = new AtomicInteger();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  private InProcessSshServer(RemoteCommand behaviour, int port, int maxChannels) {
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setKeyPairProvider(KeyPairProvider.wrap(() -> List.of(hostKey.get()).iterator()));
    server.setPublickeyAuthenticator((user, key, session) -> key.equals(userKey.getPublic()));
    server.setCommandFactory(
        (channel, line) -> {
          commands.add(line);
          return new ThreadCommand(line, behaviour);
        });
    server.setChannelFactories(List.of(new LimitedChannels(maxChannels)));
    server.addSessionListener(new Counter());
  }

  /** A server that does {@code behaviour} with every command. */
  public static InProcessSshServer start(RemoteCommand behaviour) throws IOException {
    return start(behaviour, ANY, 10);
  }

  /**
   * A server on a given port.
   *
   * @param port 0 for any
   * @param maxChannels how many channels may be open at once
   */
  public static InProcessSshServer start(RemoteCommand behaviour, int port, int maxChannels)
      throws IOException {
    InProcessSshServer started = new InProcessSshServer(behaviour, port, maxChannels);
    started.server.start();
    return started;
  }

  public int port() {
    return server.getPort();
  }

  /** The host key as in known_hosts: type and base64. */
  public String hostKey() {
    return PublicKeyEntry.toString(hostKey.get().getPublic());
  }

  /** From now on shows another host key, as a host does that was made anew. */
  public void changeHostKey() {
    hostKey.set(newKey());
  }

  /** Writes the user's private key (OpenSSH's format, 0600) into a folder and returns the file. */
  public Path writeIdentity(Path folder) throws IOException {
    return write(folder.resolve("identity"), userKey);
  }

  /** Writes a private key that the server does not take. */
  public static Path writeStrangersIdentity(Path folder) throws IOException {
    return write(folder.resolve("stranger"), newKey());
  }

  /** TCP connections so far, with or without a login. */
  public int connections() {
    return connections.get();
  }

  /** Successful logins so far. */
  public int logins() {
    return logins.get();
  }

  /** Commands so far, in order. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** Cuts every connection, as a partition or a crash does. */
  public void cutConnections() {
    server.getActiveSessions().forEach(session -> session.close(true));
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }

  private static Path write(Path file, KeyPair pair) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return file;
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Counter implements SessionListener {
    @Override
    public void sessionCreated(Session session) {
      connections.incrementAndGet();
    }

    @Override
    public void sessionEvent(Session session, Event event) {
      if (event == Event.Authenticated) {
        logins.incrementAndGet();
      }
    }
  }
}
