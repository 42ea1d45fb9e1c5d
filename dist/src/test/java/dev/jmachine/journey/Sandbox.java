package dev.jmachine.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A user's home in a temporary folder: its own store and Docker configuration. The images alone are
 * the real user's, so that a second run builds none.
 */
public final class Sandbox {
  private final Path root;
  private final Path home;

  public Sandbox(Path home) {
    this.home = home;
    this.root =
        Objects.requireNonNull(
            Path.of(System.getProperty("user.dir")).toAbsolutePath().getParent());
  }

  /** The folder of the checkout, from which the README's commands are run. */
  public Path root() {
    return root;
  }

  public Path store() {
    return home.resolve("store");
  }

  public Path dockerConfig() {
    return home.resolve("docker");
  }

  public Path home() {
    return home;
  }

  /** How a script ended and what it printed. */
  public record Ended(int exitCode, String out, String err) {
    @Override
    public String toString() {
      return "exit code " + exitCode + "\n" + out + "\n--- standard error ---\n" + err;
    }
  }

  /** Runs a bash script in the checkout's folder; ended by force after ten minutes. */
  public Ended run(String script) throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "out", ".txt");
    Path err = Files.createTempFile(home, "err", ".txt");
    Process process =
        builder(script).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return new Ended(-1, Files.readString(out, UTF_8), "TIMED OUT\n" + Files.readString(err));
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** The same, to be started; it reads nothing. */
  public ProcessBuilder builder(String script) {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", script)
            .directory(root.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Map<String, String> env = builder.environment();
    env.keySet().removeIf(name -> name.startsWith("DOCKER_"));
    env.put("JMACHINE_HOME", store().toString());
    env.put("DOCKER_CONFIG", dockerConfig().toString());
    env.put("JMACHINE_CACHE", cache().toString());
    return builder;
  }

  /**
   * A cache for the tests of one build, below target/: the images are the real user's, templates
   * are its own.
   */
  private Path cache() {
    Path cache = root.resolve("dist/target/test-cache");
    Path images = userCache().resolve("qemu/images");
    Path link = cache.resolve("qemu/images");
    try {
      if (!Files.exists(link)) {
        Files.createDirectories(images);
        Files.createDirectories(cache.resolve("qemu"));
        Files.createSymbolicLink(link, images);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cache;
  }

  /** The next machine finds no template, as on a fresh computer. */
  void forgetTemplates() throws IOException, InterruptedException {
    run("chmod -R u+w " + cache() + "/qemu/templates; rm -rf " + cache() + "/qemu/templates");
  }

  private static Path userCache() {
    String given = System.getenv("JMACHINE_CACHE");
    return given != null
        ? Path.of(given)
        : Path.of(System.getProperty("user.home"), ".jmachine/cache");
  }
}
