package dev.jmachine.bootstrap.ssh;

import java.io.IOException;

/** The connection to the host broke while something ran there. */
public final class ConnectionLost extends IOException {
  private static final long serialVersionUID = 1L;

  ConnectionLost(IOException cause) {
    super("the SSH connection was lost: " + cause.getMessage(), cause);
  }
}
