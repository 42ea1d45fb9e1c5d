package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.journey.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A user's machines of one driver, through the packaged program.
 *
 * @param user whose store it is
 * @param subject the driver
 */
record Machines(Sandbox user, Subject subject) {
  /** The form of {@code ls -o json}: an object a line. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\{\"name\":\"([^\"]+)\".*");

  /** A command of the driver's program. */
  String command(String arguments) {
    return subject.program() + " " + arguments;
  }

  String create(String name) {
    return command("create " + subject.createOptions() + " " + name);
  }

  Sandbox.Ended run(String arguments) throws Exception {
    return user.run(command(arguments));
  }

  /** Runs what must end well. */
  Sandbox.Ended ok(String arguments) throws Exception {
    Sandbox.Ended ended = run(arguments);
    assertThat(ended.exitCode()).as(arguments + "\n" + ended).isZero();
    return ended;
  }

  void createOk(String name) throws Exception {
    ok("create " + subject.createOptions() + " " + name);
  }

  /** Every machine that {@code ls} shows: its name, and its JSON object. */
  Map<String, String> list() throws Exception {
    Map<String, String> rows = new TreeMap<>();
    Matcher row = ROW.matcher(ok("ls -o json").out());
    while (row.find()) {
      rows.put(row.group(1), row.group());
    }
    return rows;
  }

  /** How many things of a machine the provider has. */
  long things(String name) throws IOException {
    return subject.inventory().stream().filter(thing -> thing.contains('"' + name + '"')).count();
  }

  /** What is left in the store and among the Docker client's contexts: nothing, after every rm. */
  List<String> traces() throws IOException {
    return Stream.of(
            user.store().resolve("machines"),
            user.store().resolve("locks"),
            user.dockerConfig().resolve("contexts/meta"),
            user.dockerConfig().resolve("contexts/tls"))
        .flatMap(Machines::entries)
        .toList();
  }

  private static Stream<String> entries(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(Path::toString).toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
