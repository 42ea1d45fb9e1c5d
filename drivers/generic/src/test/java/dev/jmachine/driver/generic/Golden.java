package dev.jmachine.driver.generic;

import dev.jmachine.core.machine.HostKey;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The files beside these tests: known_hosts written by hand, hashed by ssh-keygen -H, and keys. */
final class Golden {
  private Golden() {}

  static Path file(String name) {
    try {
      return Path.of(Objects.requireNonNull(Golden.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static HostKey key(String name) {
    try {
      return new HostKey(Files.readString(file(name + ".pub")).strip());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
