package dev.jmachine.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/** Runs the tools of the JDK. */
final class Commands {
  private Commands() {}

  /**
   * Returns standard output and error together; a command that fails shows them in the exception.
   */
  static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code + "\n" + output);
    }
    return output;
  }
}
