package dev.jmachine.testkit.ssh;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;

/**
 * Refuses one channel too many as OpenSSH does (MaxSessions): "open failed", the connection stays.
 */
final class LimitedChannels extends ChannelSessionFactory {
  private final AtomicInteger free;

  LimitedChannels(int most) {
    free = new AtomicInteger(most);
  }

  @Override
  public Channel createChannel(Session session) {
    return new Counted();
  }

  private final class Counted extends ChannelSession {
    @Override
    public OpenFuture open(long recipient, long windowSize, long packetSize, Buffer buffer) {
      if (free.decrementAndGet() >= 0) {
        addCloseFutureListener(closed -> free.incrementAndGet());
        return super.open(recipient, windowSize, packetSize, buffer);
      }
      free.incrementAndGet();
      OpenFuture refused = new DefaultOpenFuture(this, this);
      refused.setException(
          new SshChannelOpenException(
              getChannelId(), SshConstants.SSH_OPEN_CONNECT_FAILED, "open failed"));
      return refused;
    }
  }
}
