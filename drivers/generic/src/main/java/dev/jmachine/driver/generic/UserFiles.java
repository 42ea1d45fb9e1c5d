package dev.jmachine.driver.generic;

import dev.jmachine.core.driver.DriverContext;
import java.nio.file.Path;

/**
 * Where the user's own files are.
 *
 * @param home what {@code ~/} stands for in a path that was typed
 * @param ssh the folder of the user's SSH files
 */
record UserFiles(Path home, Path ssh) {
  /** As a shell takes the one and ssh and the bootstrap take the other: from passwd(5). */
  static UserFiles of(DriverContext context) {
    String login = System.getProperty("user.home");
    String home = context.environment().getOrDefault("HOME", login);
    return new UserFiles(Path.of(home), Path.of(login, ".ssh"));
  }

  /** A path as typed, absolute; no shell expands the tilde in {@code --generic-ssh-key=~/key}. */
  Path resolve(String typed) {
    Path path = typed.startsWith("~/") ? home.resolve(typed.substring(2)) : Path.of(typed);
    return path.toAbsolutePath().normalize();
  }
}
