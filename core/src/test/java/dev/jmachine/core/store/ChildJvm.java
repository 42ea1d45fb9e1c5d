package dev.jmachine.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@link StoreChild} in a JVM of its own. Its errors come with its output. */
final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(UTF_8);
  }

  /**
   * Starts one.
   *
   * @param wrapper words put before the java command, such as a shell that limits it
   * @param jvmOptions options of the JVM
   * @param arguments what StoreChild shall do
   */
  static ChildJvm start(List<String> wrapper, List<String> jvmOptions, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StoreChild.class.getName());
    command.addAll(arguments);
    return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  static ChildJvm start(String... arguments) throws IOException {
    return start(List.of(), List.of(), List.of(arguments));
  }

  long pid() {
    return process.pid();
  }

  /** The next line that it prints; "" at its end. */
  String line() throws IOException {
    String line = output.readLine();
    return line == null ? "" : line;
  }

  /** Everything that it has still to print, once it has ended. */
  String rest() throws IOException, InterruptedException {
    StringBuilder rest = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      rest.append(line).append('\n');
    }
    process.waitFor();
    return rest.toString();
  }

  /** Tells it to go on. */
  void goOn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** As kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
