package dev.jmachine.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real openssl, run in one folder. */
final class Openssl {
  /** What a run of it printed, on both streams, and its exit code. */
  record Result(int exitCode, String output) {}

  /** An {@code openssl s_server} that requires a client's certificate; closing ends it. */
  record Server(Process process, int port) implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  private final Path folder;

  Openssl(Path folder) {
    this.folder = folder;
  }

  Result run(String arguments) throws IOException, InterruptedException {
    return run(arguments, "");
  }

  Result run(String arguments, String input) throws IOException, InterruptedException {
    Process process = start(arguments);
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  Server serve(String arguments) throws IOException {
    Process process = start("s_server -accept 127.0.0.1:0 " + arguments);
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      if (line.startsWith("ACCEPT ")) {
        return new Server(process, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
      }
    }
    throw new IOException("openssl s_server did not start: " + seen);
  }

  private Process start(String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ")));
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
  }
}
