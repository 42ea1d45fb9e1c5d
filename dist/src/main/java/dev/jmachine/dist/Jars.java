package dev.jmachine.dist;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** Jars as they are shipped: without version in the name, without signature, with a fixed time. */
final class Jars {
  /** The AOT cache of later JDKs looks at a jar's time, so it is the same in every build. */
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private Jars() {}

  static List<Path> copyAll(List<Path> jars, Path folder) throws IOException {
    List<Path> copies = new ArrayList<>();
    for (Path jar : jars) {
      copies.add(copy(jar, folder.resolve(withoutVersion(jar.getFileName().toString()))));
    }
    return copies;
  }

  static String withoutVersion(String fileName) {
    return fileName.replaceFirst("-\\d[\\w.]*(-(SNAPSHOT|jre))?\\.jar$", ".jar");
  }

  static String classPath(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Twelve hexadecimal digits over the bytes of all jars in their order. */
  static String hash(List<Path> jars) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path jar : jars) {
        digest.update(Files.readAllBytes(jar));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (JarFile jar = new JarFile(from.toFile(), false)) {
      if (isSigned(jar)) {
        writeUnsigned(jar, to);
      } else {
        Files.copy(from, to);
      }
    }
    return Files.setLastModifiedTime(to, TIME);
  }

  private static boolean isSigned(JarFile jar) {
    return jar.stream().anyMatch(entry -> isSignature(entry.getName()));
  }

  /** The AOT cache leaves out every class of a signed jar. */
  private static void writeUnsigned(JarFile jar, Path to) throws IOException {
    Manifest manifest = jar.getManifest();
    manifest.getEntries().clear();
    try (var out = new JarOutputStream(Files.newOutputStream(to))) {
      out.putNextEntry(entry(JarFile.MANIFEST_NAME));
      manifest.write(out);
      out.closeEntry();
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (!entry.getName().equals(JarFile.MANIFEST_NAME) && !isSignature(entry.getName())) {
          copyEntry(jar, entry, out);
        }
      }
    }
  }

  private static void copyEntry(JarFile jar, JarEntry entry, JarOutputStream out)
      throws IOException {
    out.putNextEntry(entry(entry.getName()));
    try (InputStream in = jar.getInputStream(entry)) {
      in.transferTo(out);
    }
    out.closeEntry();
  }

  private static JarEntry entry(String name) {
    JarEntry entry = new JarEntry(name);
    entry.setLastModifiedTime(TIME);
    return entry;
  }

  static boolean isSignature(String entryName) {
    return entryName.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }
}
