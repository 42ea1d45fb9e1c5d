package dev.jmachine.testkit.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One host. Its tree is built once per computer and kept in the user's cache, by the content of the
 * script that builds it; every host is a fresh layer over it. It ends with this object, and also
 * with this process.
 */
public final class NamespaceHost implements AutoCloseable {
  private static final List<String> TOOLS =
      List.of("mmdebstrap", "ip", "unshare", "nsenter", "ssh-keygen", "mount");

  /** Of four addresses each, in the last number of an address. */
  private static final int NETWORKS = 60;

  private final Path script;
  private final Path folder;
  private final String address;
  private final Process process;

  private NamespaceHost(Path script, Path folder, String address, Process process) {
    this.script = script;
    this.folder = folder;
    this.address = address;
    this.process = process;
  }

  /** Why no host can be had on this computer; empty where one can. */
  public static Optional<String> whyNot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("hosts in namespaces need root");
    }
    return TOOLS.stream()
        .filter(tool -> !isInstalled(tool))
        .findFirst()
        .map(tool -> "hosts in namespaces need " + tool);
  }

  /**
   * Boots a host and returns before its sshd answers.
   *
   * @param suite of Debian: "bookworm", "trixie"
   * @param folder an empty folder on a file system that can hold an overlay
   */
  public static NamespaceHost boot(String suite, Path folder)
      throws IOException, InterruptedException {
    Path script = writeScript(folder);
    int network = Math.floorMod(suite.hashCode(), NETWORKS);
    return boot(script, tree(suite, script).toString(), folder, suite.charAt(0) + "", network);
  }

  /**
   * Boots one of several hosts on which Debian's engine is installed, as an image of one's own has
   * it, and returns before its sshd answers.
   *
   * @param number from 0 to 59; no two hosts of a process at once have the same
   */
  public static NamespaceHost bootWithEngine(String suite, Path folder, int number)
      throws IOException, InterruptedException {
    Path script = writeScript(folder);
    Path tree = tree(suite, script);
    Path layer = tree.resolveSibling(tree.getFileName() + "-engine");
    built(command(script, "engine", tree.toString(), layer.toString()), script);
    return boot(script, layer + ":" + tree, folder, "n" + number, number);
  }

  private static NamespaceHost boot(
      Path script, String tree, Path folder, String suffix, int network) throws IOException {
    long pid = ProcessHandle.current().pid();
    String prefix = "198.19." + pid % 250 + "."; // of the range for benchmarks (RFC 2544)
    int base = network * 4;
    String name = "jmt" + pid % 10_000 + suffix;
    Path host = Files.createDirectory(folder.resolve("host"));
    Process process =
        command(script, "run", tree, host.toString(), name, prefix, String.valueOf(base))
            .redirectError(folder.resolve("host.log").toFile())
            .start();
    String first = process.inputReader().readLine();
    if (!"ready".equals(first)) {
      process.destroy();
      throw new IOException("no host: " + Files.readString(folder.resolve("host.log")));
    }
    return new NamespaceHost(script, host, prefix + (base + 2), process);
  }

  public String address() {
    return address;
  }

  /** The private key of root. */
  public Path identity() {
    return folder.resolve("identity");
  }

  /** The host key as in known_hosts, without a comment. */
  public String hostKey() throws IOException {
    String[] words =
        Files.readString(folder.resolve("up/etc/ssh/ssh_host_ed25519_key.pub")).split(" ");
    return words[0] + " " + words[1];
  }

  /** Runs a command inside, not over SSH, and returns what it printed. */
  public String run(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("exec", folder.toString()));
    words.addAll(List.of(command));
    Process inside =
        command(script, words.toArray(String[]::new)).redirectErrorStream(true).start();
    inside.getOutputStream().close();
    String printed = new String(inside.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    inside.waitFor();
    return printed.strip();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  private static Path tree(String suite, Path script) throws IOException, InterruptedException {
    String cache =
        System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
    Path tree = Path.of(cache, "jmachine-testkit", suite + "-" + hash(script));
    built(command(script, "tree", suite, tree.toString()), script);
    return tree;
  }

  private static void built(ProcessBuilder command, Path script)
      throws IOException, InterruptedException {
    Path log = script.resolveSibling("tree.log");
    Process build = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (build.waitFor() != 0) {
      throw new IOException(String.join(" ", command.command()) + ": " + Files.readString(log));
    }
  }

  private static String hash(Path script) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(script));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static Path writeScript(Path folder) throws IOException {
    Path script = folder.resolve("namespace-host.sh");
    try (InputStream in = NamespaceHost.class.getResourceAsStream("namespace-host.sh")) {
      if (in == null) {
        throw new IllegalStateException("no namespace-host.sh");
      }
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!script.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + script + " executable");
    }
    return script;
  }

  private static ProcessBuilder command(Path script, String... words) {
    List<String> line = new ArrayList<>(List.of(script.toString()));
    line.addAll(List.of(words));
    return new ProcessBuilder(line);
  }

  private static boolean isInstalled(String tool) {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin:/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
