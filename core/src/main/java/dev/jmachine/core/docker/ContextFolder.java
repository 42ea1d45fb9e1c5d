package dev.jmachine.core.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.core.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

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

  /** Whether {@code folder} holds all that a context needs for mutual TLS. */
  static boolean hasTls(Path folder) {
    return TLS_FILES.stream().allMatch(file -> Files.exists(folder.resolve(file)));
  }

  /** Copies the client's files, owner only. */
  void writeTls(Path from) throws IOException {
    Path docker = tlsFolder.resolve("docker");
    Files.createDirectories(tlsFolder.getParent());
    PrivateFiles.makeFolder(tlsFolder);
    PrivateFiles.makeFolder(docker);
    for (String file : TLS_FILES) {
      PrivateFiles.write(docker.resolve(file), Files.readString(from.resolve(file)));
    }
  }

  /** Writes the metadata in one move; with it the context exists. */
  void writeMeta(String json) throws IOException {
    Files.createDirectories(metaFolder);
    Path fresh = metaFolder.resolve("meta.json.new");
    Files.write(fresh, json.getBytes(UTF_8));
    Files.move(fresh, meta(), StandardCopyOption.ATOMIC_MOVE);
  }

  void removeTls() throws IOException {
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
