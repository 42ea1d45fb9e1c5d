package dev.jmachine.driver.qemu.image;

import dev.jmachine.driver.qemu.seed.Tar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scripts and files that our image is made of, from the folder machine-image/ beside the root
 * package; its file "files" lists them.
 *
 * @param contents path within that folder to content, in a fixed order
 */
record ImageScripts(Map<String, byte[]> contents) {
  private static final String FOLDER = "/dev/jmachine/driver/qemu/machine-image/";

  static ImageScripts load() throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (String path : text(read("files")).lines().toList()) {
      contents.put(path, read(path));
    }
    return new ImageScripts(contents);
  }

  private static byte[] read(String path) throws IOException {
    try (InputStream in = ImageScripts.class.getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        throw new IOException("missing from this program: " + FOLDER + path);
      }
      return in.readAllBytes();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The Debian packages in the image. */
  List<String> packages() {
    return text(contents.getOrDefault("packages", new byte[0])).lines().toList();
  }

  /** All files below the folder jm-in, as mmdebstrap's tar-in takes them. */
  byte[] tar() {
    Tar tar = new Tar().folder("jm-in", 0755);
    contents.forEach((path, content) -> tar.file("jm-in/" + path, 0644, content));
    return tar.toBytes();
  }

  /** A short digest of all this and of {@code more}: equal digests mean equal images. */
  String digest(String more) {
    MessageDigest digest = Checksum.digest("sha256");
    digest.update(tar());
    digest.update(more.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
