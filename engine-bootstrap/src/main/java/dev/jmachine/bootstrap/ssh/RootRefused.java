package dev.jmachine.bootstrap.ssh;

import java.io.IOException;

/** The login user cannot become root without a password. */
public final class RootRefused extends IOException {
  private static final long serialVersionUID = 1L;

  private final String user;

  RootRefused(String user, String said) {
    super(said);
    this.user = user;
  }

  public String user() {
    return user;
  }

  /** Whether sudo itself spoke, and not the script. */
  static boolean says(ScriptResult result) {
    return result.exitCode() != 0
        && result.values().isEmpty()
        && result.log().stream().anyMatch(RootRefused::isSudo);
  }

  private static boolean isSudo(String line) {
    return line.contains("sudo:") || line.contains("sudo: not found") || line.contains("sudoers");
  }
}
