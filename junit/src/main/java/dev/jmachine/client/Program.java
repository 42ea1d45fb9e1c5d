package dev.jmachine.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The {@code jmachine} program. Each call is a process with this process's environment, so that
 * {@code JMACHINE_HOME} and the options' variables hold for it.
 *
 * @param path of the launcher
 */
record Program(Path path) {
  /** A create that takes back what it made needs some seconds; it ends by itself then. */
  private static final int PATIENCE_SECONDS = 60;

  /** The program that {@link ProgramSearch} finds. */
  static Program find() {
    return new Program(ProgramSearch.ofThisProcess().find());
  }

  ProcessBuilder command(List<String> words) {
    List<String> line = new ArrayList<>(List.of(path.toString()));
    line.addAll(words);
    return new ProcessBuilder(line);
  }

  /** Runs it to its end, without input. */
  ExecResult run(List<String> words) throws InterruptedException {
    return start(words).await();
  }

  /** Runs it to its end and returns what it printed on standard output. */
  String ok(List<String> words) throws InterruptedException {
    ExecResult result = run(words);
    if (result.exitCode() != 0) {
      throw failure(words, result);
    }
    return result.out();
  }

  static HostException failure(List<String> words, ExecResult result) {
    return new HostException(
        "jmachine "
            + String.join(" ", words)
            + " ended with "
            + result.exitCode()
            + "\n"
            + (result.err() + result.out()).strip(),
        result.exitCode());
  }

  Running start(List<String> words) {
    try {
      Path out = Files.createTempFile("jmachine", ".out");
      Path err = Files.createTempFile("jmachine", ".err");
      // to files: a process that it leaves behind may hold a pipe open for ever
      Process process =
          command(words)
              .redirectInput(ProcessBuilder.Redirect.from(nothing()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      return new Running(process, out, err);
    } catch (IOException e) {
      throw new HostException("cannot run " + path, e);
    }
  }

  private static File nothing() {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return new File(windows ? "NUL" : "/dev/null");
  }

  /** A call under way. */
  record Running(Process process, Path out, Path err) {
    /** Waits for its end; when interrupted, ends it first, which takes back what it made. */
    ExecResult await() throws InterruptedException {
      try {
        process.waitFor();
        return new ExecResult(process.exitValue(), text(out), text(err));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        end();
        delete(out);
        delete(err);
      }
    }

    /** Ends it as Ctrl-C does, and by force where that takes too long. Waits for the end. */
    void end() {
      if (process.isAlive()) {
        process.destroy();
        Patience.whileInterrupted(() -> process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        process.destroyForcibly();
      }
    }

    /** What is no UTF-8 reads as U+FFFD. */
    private static String text(Path file) throws IOException {
      return new String(Files.readAllBytes(file), UTF_8);
    }

    private static void delete(Path file) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        file.toFile().deleteOnExit();
      }
    }
  }
}
