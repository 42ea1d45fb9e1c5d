package dev.jmachine.core.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.core.point.Point;
import dev.jmachine.core.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One context's files, as docker/cli's context store lays them out: {@code
 * contexts/meta/ID/meta.json} and {@code contexts/tls/ID/docker/*.pem}, where ID is the SHA-256 of
 * the context's name in hex.
 */
final class ContextFolder {
  private static final List<String> TLS_FILES = List.of("ca.pem", "cert.pem", "key.pem");

  private final Path metaFolder;
  private final Path tlsFolder;

  ContextFolder(Path dockerFolder, String contextName) {
    String id = sha256(contextName);
    this.metaFolder = dockerFolder.resolve("contexts").resolve("meta").resolve(id);
    this.tlsFolder = dockerFolder.resolve("contexts").resolve("tls").resolve(id);
  }

  ContextOwner owner() throws IOException {
    try {
      return ContextOwner.of(Files.readString(meta()));
    } catch (NoSuchFileException e) {
      return new ContextOwner.Nobody();
    }
  }

  /** Copies the client's files, owner only; nothing is written where one is missing. */
  void writeTls(Path from) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (String file : TLS_FILES) {
      files.put(file, Files.readString(from.resolve(file)));
    }
    Path docker = tlsFolder.resolve("docker");
    Files.createDirectories(tlsFolder.getParent());
    PrivateFiles.makeFolder(tlsFolder);
    PrivateFiles.makeFolder(docker);
    for (Map.Entry<String, String> file : files.entrySet()) {
      PrivateFiles.write(docker.resolve(file.getKey()), file.getValue());
    }
  }

  /** Writes the metadata in one move; with it the context exists. */
  void writeMeta(String json) throws IOException {
    Files.createDirectories(metaFolder);
    Path fresh = metaFolder.resolve("meta.json.new");
    Files.write(fresh, json.getBytes(UTF_8));
    Point.reached("Docker context written, without its name");
    Files.move(fresh, meta(), StandardCopyOption.ATOMIC_MOVE);
    Point.reached("Docker context written");
  }

  private void removeTls() throws IOException {
    Path docker = tlsFolder.resolve("docker");
    for (String file : TLS_FILES) {
      Files.deleteIfExists(docker.resolve(file));
    }
    Files.deleteIfExists(docker);
    Files.deleteIfExists(tlsFolder);
  }

  /** The metadata first: without it there is no context, and the rest is litter. */
  void remove() throws IOException {
    Files.deleteIfExists(meta());
    Files.deleteIfExists(metaFolder.resolve("meta.json.new"));
    Files.deleteIfExists(metaFolder);
    Point.reached("Docker context removed, its certificates not");
    removeTls();
  }

  private Path meta() {
    return metaFolder.resolve("meta.json");
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
