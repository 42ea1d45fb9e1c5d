package dev.jmachine.bootstrap.ssh;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;

/**
 * Opens channels, at most so many at once. A host that allows fewer (MaxSessions 1 is a known
 * hardening) refuses one too many; then the next is opened when another has closed.
 */
final class Channels {
  private final SSHClient client;
  private final Semaphore places;
  private final int most;

  Channels(SSHClient client, int most) {
    this.client = client;
    this.most = most;
    this.places = new Semaphore(most, true);
  }

  Channel open(String command) throws IOException, InterruptedException {
    while (true) {
      places.acquire();
      try {
        return start(command);
      } catch (OpenFailException e) {
        // keep the place: this host has fewer of them than we thought
        if (places.availablePermits() + 1 >= most) {
          throw e;
        }
      } catch (IOException | RuntimeException e) {
        places.release();
        throw e;
      }
    }
  }

  private Channel start(String command) throws IOException {
    if (!client.isConnected()) {
      throw new ConnectionLost(new IOException("it is closed"));
    }
    Session session = client.startSession();
    return new Channel(session, session.exec(command), places::release);
  }
}
