package dev.jmachine.core.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Who makes resources, as every resource says it in a tag, so that {@code gc} tells ours from those
 * of others, and this store's from those of our other ones.
 *
 * @param user {@code $JMACHINE_OWNER}, else the login name: the same on all computers of one person
 * @param store one store on one computer: 12 hexadecimal digits; the same again for a store that is
 *     made anew in the same folder
 */
public record Owner(String user, String store) {
  private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Path MACHINE_ID = Path.of("/etc/machine-id");
  private static final int DIGEST_BYTES = 6;

  /** The owner for a store of this computer. */
  public static Owner of(Map<String, String> environment, Path storeFolder) {
    String chosen = environment.getOrDefault("JMACHINE_OWNER", "");
    String user = chosen.isBlank() ? System.getProperty("user.name", "user") : chosen.strip();
    Path folder = storeFolder.toAbsolutePath().normalize();
    return new Owner(user, digest(machineId() + computer(environment) + ":" + folder));
  }

  /** machine-id(5), since many computers have the same name; empty where there is none. */
  private static String machineId() {
    try {
      return Files.readString(MACHINE_ID).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static String computer(Map<String, String> environment) {
    try {
      return Files.readString(LINUX_HOST_NAME).strip();
    } catch (IOException e) {
      return environment.getOrDefault("HOSTNAME", "localhost");
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
