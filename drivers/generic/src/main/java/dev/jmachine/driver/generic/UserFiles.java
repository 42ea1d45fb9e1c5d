package dev.jmachine.driver.generic;

import dev.jmachine.core.driver.DriverContext;
import java.nio.file.Path;

/** Where the user's own SSH files are. */
record UserFiles(Path home) {
  static UserFiles of(DriverContext context) {
    String home = context.environment().get("HOME");
    return new UserFiles(Path.of(home == null ? System.getProperty("user.home") : home));
  }

  /** A file in {@code ~/.ssh}. */
  Path ssh(String file) {
    return home.resolve(".ssh").resolve(file);
  }

  /**
   * A path as typed, absolute; {@code ~/} is the home folder, since no shell expands it in
   * NAME=~/x.
   */
  Path resolve(String typed) {
    Path path = typed.startsWith("~/") ? home.resolve(typed.substring(2)) : Path.of(typed);
    return path.toAbsolutePath().normalize();
  }
}
