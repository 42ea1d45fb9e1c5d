package dev.jmachine.bootstrap.ssh;

import java.io.IOException;

/** The host is who it should be, but it takes none of our keys for this user. */
public final class LoginRefused extends IOException {
  private static final long serialVersionUID = 1L;

  LoginRefused(String user, IOException cause) {
    super("it refuses every key for the user \"" + user + "\"", cause);
  }
}
