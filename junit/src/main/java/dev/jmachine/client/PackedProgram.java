package dev.jmachine.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The program inside the artifact {@code jmachine-program}: one archive for each system, as {@code
 * dev/jmachine/program/OS-ARCH.tar.gz} (words of {@code os.name} and {@code os.arch}). It is
 * unpacked once to a folder named by its content and stays there for the next run: in the store's
 * cache, or where the system property {@code jmachine.programs} says. When another is unpacked,
 * those go that no run has used for a month.
 *
 * @param archives where the archive is looked for
 * @param system "Linux-amd64"
 * @param cache the folder that holds the unpacked programs
 */
record PackedProgram(ClassLoader archives, String system, Path cache) {
  private static final String LAUNCHER = "jmachine/bin/jmachine";
  private static final String PART = "part";
  private static final Duration UNUSED = Duration.ofDays(30);

  static PackedProgram ofThisProcess() {
    String folder = System.getProperty("jmachine.programs");
    return new PackedProgram(
        PackedProgram.class.getClassLoader(),
        System.getProperty("os.name") + "-" + System.getProperty("os.arch"),
        folder == null ? cache(System.getenv()).resolve("programs") : Path.of(folder));
  }

  /** As the program finds it (docs/on-disk-layout.md). */
  static Path cache(Map<String, String> environment) {
    String cache = environment.getOrDefault("JMACHINE_CACHE", "");
    if (!cache.isEmpty()) {
      return Path.of(cache);
    }
    String home = environment.getOrDefault("JMACHINE_HOME", "");
    return (home.isEmpty() ? Path.of(System.getProperty("user.home"), ".jmachine") : Path.of(home))
        .resolve("cache");
  }

  /** The launcher, unpacked now where it was not before; null where there is no archive. */
  @Nullable Path unpacked() {
    String resource = "dev/jmachine/program/" + system + ".tar.gz";
    try (InputStream archive = archives.getResourceAsStream(resource)) {
      if (archive == null) {
        return null;
      }
      Path folder = cache.resolve(hash(resource));
      if (!Files.isExecutable(folder.resolve(LAUNCHER))) {
        unpack(archive, folder);
        prune();
      }
      Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
      return folder.resolve(LAUNCHER);
    } catch (IOException e) {
      throw new HostException("cannot unpack the program of " + resource + " to " + cache, e);
    }
  }

  /** With the tar that each of these systems has: it keeps the times that the AOT caches check. */
  private void unpack(InputStream archive, Path folder) throws IOException {
    Files.createDirectories(cache);
    Path part = Files.createTempDirectory(cache, PART);
    try {
      Process tar =
          new ProcessBuilder("tar", "-xzf", "-", "-C", part.toString())
              .redirectErrorStream(true)
              .start();
      try (var input = tar.getOutputStream()) {
        archive.transferTo(input);
      }
      String said = new String(tar.getInputStream().readAllBytes(), UTF_8);
      if (tar.onExit().join().exitValue() != 0) {
        throw new IOException("tar: " + said.strip());
      }
      move(part, folder);
    } finally {
      delete(part);
    }
  }

  /** Another process may have been first; its folder is as good. */
  private static void move(Path part, Path folder) throws IOException {
    try {
      Files.move(part, folder);
    } catch (FileSystemException e) {
      if (!Files.isExecutable(folder.resolve(LAUNCHER))) {
        throw e;
      }
    }
  }

  /** A folder's time is that of its last use; what a killed run was unpacking grows old too. */
  private void prune() throws IOException {
    FileTime longAgo = FileTime.from(Instant.now().minus(UNUSED));
    try (Stream<Path> all = Files.list(cache)) {
      for (Path one : all.filter(PackedProgram::isOurs).toList()) {
        if (Files.getLastModifiedTime(one).compareTo(longAgo) < 0) {
          delete(one);
        }
      }
    }
  }

  private static boolean isOurs(Path folder) {
    String name = folder.getFileName().toString();
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && (name.startsWith(PART) || name.matches("[0-9a-f]{16}"));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> children = Files.list(folder)) {
        for (Path child : children.toList()) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(folder);
  }

  private String hash(String resource) throws IOException {
    try (InputStream archive = archives.getResourceAsStream(resource)) {
      if (archive == null) {
        throw new IOException("it is gone");
      }
      var digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(archive, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
