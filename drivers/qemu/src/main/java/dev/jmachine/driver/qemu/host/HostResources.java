package dev.jmachine.driver.qemu.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/** Memory, disk space and users of this computer. */
public interface HostResources {
  /** Bytes of memory; empty where unknown. */
  OptionalLong memory();

  /** Bytes of memory that programs could take now; empty where unknown. */
  OptionalLong memoryAvailable();

  /** Bytes that we could write below {@code folder}, which need not exist yet. */
  long diskSpace(Path folder) throws IOException;

  boolean isRoot();

  /**
   * Whether the present user may map others in a user namespace, as mmdebstrap needs: /etc/subuid
   * and /etc/subgid.
   */
  boolean mapsUsers();

  /** "Linux", "Mac OS X" …, as in the property os.name. */
  String system();

  /** The computer that we run on. */
  static HostResources system(String user) {
    return new HostResources() {
      @Override
      public OptionalLong memory() {
        return meminfo("MemTotal:");
      }

      @Override
      public OptionalLong memoryAvailable() {
        return meminfo("MemAvailable:");
      }

      @Override
      public long diskSpace(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there)) {
          there = there.resolveSibling("..").normalize();
        }
        return Files.getFileStore(there).getUsableSpace();
      }

      @Override
      public boolean isRoot() {
        return user.equals("root") || uid(Path.of("/proc/self")) == 0;
      }

      @Override
      public boolean mapsUsers() {
        return names(Path.of("/etc/subuid"), user) && names(Path.of("/etc/subgid"), user);
      }

      @Override
      public String system() {
        return System.getProperty("os.name", "unknown");
      }
    };
  }

  private static OptionalLong meminfo(String key) {
    try {
      return PrivateFiles.read(Path.of("/proc/meminfo"))
          .lines()
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static int uid(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:uid");
    } catch (IOException | UnsupportedOperationException e) {
      return -1;
    }
  }

  /** Lines "USER:FIRST:COUNT"; the user by name or number (subuid(5)). */
  private static boolean names(Path file, String user) {
    String number = String.valueOf(uid(Path.of("/proc/self")));
    try {
      return Arrays.stream(PrivateFiles.read(file).split("\n", -1))
          .anyMatch(line -> line.startsWith(user + ":") || line.startsWith(number + ":"));
    } catch (IOException e) {
      return false;
    }
  }
}
