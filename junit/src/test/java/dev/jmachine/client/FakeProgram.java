package dev.jmachine.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The script {@code fake-jmachine.sh} with a store of its own. */
public record FakeProgram(Path launcher, Path store) {
  /** Puts it into an empty folder. */
  public static FakeProgram in(Path folder) throws IOException {
    Path launcher = folder.resolve("jmachine");
    try (InputStream script = FakeProgram.class.getResourceAsStream("fake-jmachine.sh")) {
      Files.copy(Objects.requireNonNull(script), launcher);
    }
    if (!launcher.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + launcher + " executable");
    }
    Path store = folder.resolve("store");
    Files.writeString(folder.resolve("jmachine.store"), store.toString());
    return new FakeProgram(launcher, store);
  }

  /** Machines that are there now. */
  public List<String> machines() throws IOException {
    if (!Files.exists(store)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(store)) {
      return folders.filter(Files::isDirectory).map(p -> p.getFileName() + "").toList();
    }
  }

  /** All calls so far, one a line, without the program's name. */
  public List<String> calls() throws IOException {
    Path calls = Path.of(store + ".calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /** The calls of one verb. */
  public List<String> calls(String verb) throws IOException {
    return calls().stream().filter(call -> call.startsWith(verb + " ")).toList();
  }

  /**
   * What {@code create --help} prints from now on, and so a program of today; before, it is one
   * that knows neither templates nor spares.
   */
  public void help(String text) throws IOException {
    Files.writeString(launcher.resolveSibling("jmachine.help"), text);
  }

  /** From now on its driver forwards ports. */
  void forwards() throws IOException {
    taken(0);
  }

  /** A port that cannot be forwarded from now on; 0 for none. */
  void taken(int port) throws IOException {
    Files.writeString(launcher.resolveSibling("jmachine.forwards"), String.valueOf(port));
  }

  /** Whether forwards fail for a reason that may pass. */
  void broken(boolean now) throws IOException {
    Path mark = launcher.resolveSibling("jmachine.broken");
    if (now) {
      Files.createFile(mark);
    } else {
      Files.delete(mark);
    }
  }

  Program program() {
    return new Program(launcher);
  }
}
