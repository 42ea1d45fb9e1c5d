package dev.jmachine.testkit.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** One command of one channel, in a thread of its own that ends with the channel. */
final class ThreadCommand implements Command {
  private static final int BROKEN = 255;

  private final String line;
  private final RemoteCommand behaviour;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback exit;
  private @Nullable Thread thread;

  ThreadCommand(String line, RemoteCommand behaviour) {
    this.line = line;
    this.behaviour = behaviour;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    thread = Thread.ofVirtual().name(line).start(this::run);
  }

  private void run() {
    int code = BROKEN;
    try (OutputStream stdout = Objects.requireNonNull(out);
        OutputStream stderr = Objects.requireNonNull(err)) {
      code = behaviour.run(line, Objects.requireNonNull(in), stdout, stderr);
      stdout.flush();
      stderr.flush();
    } catch (IOException | InterruptedException e) {
      // the client is gone: nobody hears the exit code
    } finally {
      Objects.requireNonNull(exit).onExit(code);
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
