package dev.jmachine.bootstrap.ssh;

import dev.jmachine.bootstrap.blocking.BlockingCall;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

/**
 * One SSH connection to one host, over which scripts and commands run, each in a channel of its own
 * and at most {@value #CHANNELS} at once (sshd's MaxSessions is 10). Safe for use by several
 * threads.
 *
 * <p>Opening a channel and starting a shell in it are two round trips: {@link #prepare} does them
 * ahead, so that a script costs one.
 */
public final class RemoteShell implements AutoCloseable {
  static final int CHANNELS = 8;

  private final SSHClient client;
  private final SshEndpoint endpoint;
  private final @Nullable HostKey hostKey;
  private final Channels channels;
  private final BlockingQueue<PreparedShell> prepared = new LinkedBlockingQueue<>();

  RemoteShell(SSHClient client, SshEndpoint endpoint, @Nullable HostKey hostKey) {
    this.client = client;
    this.endpoint = endpoint;
    this.hostKey = hostKey;
    this.channels = new Channels(client, CHANNELS);
  }

  /** The endpoint with the host key that was seen, pinned whole. */
  public SshEndpoint pinnedEndpoint() {
    return hostKey == null ? endpoint : endpoint.pinned(hostKey);
  }

  /** Begins to open shells for the next scripts, and does not wait for them. */
  public void prepare(int shells) {
    for (int i = 0; i < shells; i++) {
      prepared.add(PreparedShell.opening(channels, rootShell()));
    }
  }

  /**
   * Runs a script as root.
   *
   * @param log receives its log lines as they come, from another thread
   * @throws ConnectionLost when the connection broke: the script may or may not have run
   * @throws java.net.SocketTimeoutException when the deadline passed
   */
  public ScriptResult run(Script script, Deadline deadline, Consumer<String> log)
      throws IOException, InterruptedException {
    return watched(
        BlockingCall.run(
            script.name(),
            deadline,
            () -> {
              try (Channel channel = rootShellChannel()) {
                return channel.feed(script.text(), log);
              } catch (IOException e) {
                throw lost(e);
              }
            }));
  }

  /**
   * Runs a command of the user's as the login user, with the given streams.
   *
   * @param command as the login shell takes it
   * @return its exit code; 255 where it ended by a signal
   */
  public int exec(
      String command, InputStream in, OutputStream out, OutputStream err, Deadline deadline)
      throws IOException, InterruptedException {
    return BlockingCall.run(
        command,
        deadline,
        () -> {
          try (Channel channel = channels.open(command)) {
            return channel.pump(in, out, err);
          } catch (IOException e) {
            throw lost(e);
          }
        });
  }

  private Channel rootShellChannel() throws IOException, InterruptedException {
    PreparedShell ready = prepared.poll();
    return ready == null ? channels.open(rootShell()) : ready.take(channels, rootShell());
  }

  private String rootShell() {
    return "root".equals(endpoint.user()) ? "sh -s" : "sudo -n sh -s";
  }

  private ScriptResult watched(ScriptResult result) throws IOException {
    if (!"root".equals(endpoint.user()) && RootRefused.says(result)) {
      throw new RootRefused(endpoint.user(), result.logTail(1));
    }
    return result;
  }

  /** Whatever breaks a channel is the connection's end, but for a host that has no room for it. */
  private static IOException lost(IOException e) {
    return e instanceof OpenFailException || e instanceof ConnectionLost
        ? e
        : new ConnectionLost(e);
  }

  @Override
  public void close() {
    Connections.drop(client);
  }
}
