package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.journey.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of the packaged program whose points are watched (ADR 0007).
 *
 * @param process the program, or the first of its two processes where a driver has its own JVM
 * @param folder what the program tells: its points, and where it stands still
 */
record WatchedRun(Process process, Path folder) {
  private static final long LONGEST_MINUTES = 4;

  /**
   * Starts a command, with signals that work: whoever runs the tests may ignore some.
   *
   * @param at number (from 1) or name of the point at which it shall stand still; "" for none
   */
  static WatchedRun start(Sandbox user, String command, String at) throws IOException {
    Path folder = Files.createTempDirectory(user.home(), "points");
    Files.writeString(folder.resolve("stop-at"), at);
    Process process =
        user.builder(
                "exec env --default-signal=INT,TERM,HUP JMACHINE_TEST_POINTS="
                    + folder
                    + " "
                    + command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    return new WatchedRun(process, folder);
  }

  /** Runs a command to its good end; the points that it passed. */
  static List<String> points(Sandbox user, String command) throws Exception {
    WatchedRun run = start(user, command, "");
    assertThat(run.awaitEnd()).as(command + "\n" + run.err()).isZero();
    return run.reached();
  }

  /**
   * Runs a command up to a point and kills it there as {@code kill -9} does, itself alone.
   *
   * @return the points that it passed, the last one being where it died
   */
  static List<String> kill(Sandbox user, String command, int at) throws Exception {
    WatchedRun run = stopped(user, command, Integer.toString(at));
    run.kill();
    return run.reached();
  }

  /** Runs a command up to a point, where it stands still. */
  static WatchedRun stopped(Sandbox user, String command, String at) throws Exception {
    WatchedRun run = start(user, command, at);
    assertThat(run.awaitStop()).as(command + " up to point " + at + "\n" + run.err()).isTrue();
    return run;
  }

  /** Waits until it stands still; whether it does, and has not ended before. */
  boolean awaitStop() throws InterruptedException {
    Path stopped = folder.resolve("stopped");
    while (!Files.exists(stopped)) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        return Files.exists(stopped);
      }
    }
    return true;
  }

  /** SIGKILL for the process that stands still; one that waits for it ends by itself. */
  void kill() throws Exception {
    ProcessHandle stopped = ProcessHandle.of(stoppedPid()).orElseThrow();
    stopped.destroyForcibly();
    stopped.onExit().get(1, TimeUnit.MINUTES);
    awaitEnd();
  }

  long stoppedPid() throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("stopped")));
  }

  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end: " + process.info().commandLine());
    }
    return process.exitValue();
  }

  List<String> reached() throws IOException {
    return Files.readAllLines(folder.resolve("reached"));
  }

  String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }
}
