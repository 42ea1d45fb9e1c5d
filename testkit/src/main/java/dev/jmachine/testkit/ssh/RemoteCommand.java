package dev.jmachine.testkit.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What the server does with a command that a client sends. Called in a thread of its own. */
@FunctionalInterface
public interface RemoteCommand {
  /**
   * Runs the command to its end.
   *
   * @param line as the client sent it
   * @return its exit code
   */
  int run(String line, InputStream in, OutputStream out, OutputStream err)
      throws IOException, InterruptedException;

  /** Really runs it, with this computer's sh, as the user who runs the test. */
  static RemoteCommand realShell() {
    return (line, in, out, err) -> {
      Process process = new ProcessBuilder("sh", "-c", line).start();
      Thread feeding = copy(in, process.getOutputStream());
      Thread errors = copy(process.getErrorStream(), err);
      process.getInputStream().transferTo(out);
      errors.join();
      int code = process.waitFor();
      feeding.interrupt();
      return code;
    };
  }

  private static Thread copy(InputStream from, OutputStream to) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (to) {
                byte[] buffer = new byte[8192];
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                  to.write(buffer, 0, n);
                  to.flush();
                }
              } catch (IOException e) {
                // the other end is gone
              }
            });
  }
}
