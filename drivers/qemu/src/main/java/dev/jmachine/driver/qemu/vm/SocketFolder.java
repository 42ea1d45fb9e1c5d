package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where Unix sockets go. The system takes paths of at most 107 bytes (104 less one on macOS), so a
 * machine in a deep home gets a folder below the user's runtime folder, or below /tmp.
 */
public final class SocketFolder {
  /** Of 103 bytes the longest name here, "/agent.sock", takes 11. */
  private static final int LONGEST = 103 - 11;

  private static final Set<PosixFilePermission> PRIVATE =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private SocketFolder() {}

  /** The folder for a machine whose files are in {@code folder}; the same answer every time. */
  public static Path of(Path folder, Map<String, String> environment, String user) {
    if (bytes(folder) <= LONGEST) {
      return folder;
    }
    String name = digest(folder);
    for (Path place : all(environment, user)) {
      if (bytes(place.resolve(name)) <= LONGEST) {
        return place.resolve(name);
      }
    }
    throw new IllegalStateException("no place for sockets is short enough");
  }

  /** Below which such folders are, best first. */
  public static List<Path> all(Map<String, String> environment, String user) {
    Path usual = Path.of("/tmp/jmachine-" + user);
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    return runtime.startsWith("/") ? List.of(Path.of(runtime, "jmachine"), usual) : List.of(usual);
  }

  /**
   * Makes the folder, 0700. In /tmp somebody else may have made one of that name before: then this
   * fails.
   *
   * @param folder the machine's own folder, which exists
   */
  public static void make(Path sockets, Path folder) throws IOException {
    if (sockets.equals(folder)) {
      return;
    }
    PrivateFiles.folder(sockets);
    requirePrivate(sockets, folder);
    requirePrivate(sockets.resolveSibling(".").normalize(), folder);
  }

  private static void requirePrivate(Path made, Path folder) throws IOException {
    if (!Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(made, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(folder))
        || !Files.getPosixFilePermissions(made, LinkOption.NOFOLLOW_LINKS).equals(PRIVATE)) {
      throw MachineFailure.failed("cannot keep sockets in " + made)
          .because("it belongs to another user, or others may write in it")
          .hint("set XDG_RUNTIME_DIR to a folder of your own");
    }
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String digest(Path path) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] bytes = sha.digest(path.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
