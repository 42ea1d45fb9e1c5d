package dev.jmachine.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the training of the full cache plays with: programs that pass for QEMU and for those that
 * build its image, the key of an engine, and the commands that go through a template, creates and a
 * pool with them. Where one of these commands fails (a computer with too little memory) the cache
 * lacks what would have come after.
 *
 * @param folder where all of it is; taken away at the end
 */
record Rehearsal(Path folder) implements AutoCloseable {
  private static final String LINES = "lines";
  private static final List<String> PROGRAMS =
      List.of("qemu-system-x86_64", "qemu-img", "mmdebstrap", "mke2fs");

  static Rehearsal prepare() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("jmachine-rehearsal");
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String program : PROGRAMS) {
      Path file = bin.resolve(program);
      Files.writeString(file, filled(read("bin/" + program), folder));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(folder.resolve(LINES), read(LINES));
    makeKey(folder);
    return new Rehearsal(folder);
  }

  private static String filled(String script, Path folder) {
    return script
        .replace("@JAVA@", tool("java"))
        .replace("@CLASSES@", classes())
        .replace("@WORK@", folder.toString());
  }

  /** With the JDK's own tool: nothing else may be there. */
  private static void makeKey(Path folder) throws IOException, InterruptedException {
    List<String> store =
        List.of("-keystore", folder.resolve("engine.p12").toString(), "-storepass", "training");
    keytool(
        store,
        List.of("-genkeypair", "-alias", "engine", "-storetype", "PKCS12", "-dname", "CN=training"),
        List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "1"));
    keytool(
        store,
        List.of("-certreq", "-alias", "engine"),
        List.of("-file", folder.resolve("engine.req").toString()));
  }

  private static void keytool(List<String> store, List<String> verb, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of(tool("keytool")));
    command.addAll(verb);
    command.addAll(options);
    command.addAll(store);
    Commands.run(command);
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private static String classes() {
    return Path.of(
            URI.create(
                Rehearsal.class.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private static String read(String resource) throws IOException {
    try (InputStream in = Rehearsal.class.getResourceAsStream("training/" + resource)) {
      return new String(Objects.requireNonNull(in, resource).readAllBytes(), UTF_8);
    }
  }

  /** Arguments of the training. */
  List<String> arguments() {
    return List.of("full", folder.resolve(LINES).toString());
  }

  /** For the training's process: ours are found first. */
  Map<String, String> environment() {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Map.of("PATH", folder.resolve("bin") + ":" + path);
  }

  @Override
  public void close() throws IOException {
    Trees.delete(folder);
  }
}
