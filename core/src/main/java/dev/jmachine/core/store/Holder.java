package dev.jmachine.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Who holds a lock, as the lock file says it: four lines.
 *
 * @param pid process number on its host
 * @param host the host's name; a store may be shared over a network
 * @param verb what it does with the machine: "create"
 * @param since ISO-8601 UTC
 */
record Holder(String pid, String host, String verb, String since) {
  private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /** This process. */
  static Holder self(String verb, Clock clock) {
    return new Holder(
        Long.toString(ProcessHandle.current().pid()), hostName(), verb, clock.instant().toString());
  }

  /** Reads a lock file's content; whoever took the lock this very moment has not written yet. */
  static Holder parse(String text) {
    String[] lines = text.split("\n", -1);
    return lines.length < 4
        ? new Holder("?", "?", "?", "?")
        : new Holder(lines[0], lines[1], lines[2], lines[3]);
  }

  /** As the lock file holds it. */
  String text() {
    return pid + "\n" + host + "\n" + verb + "\n" + since + "\n";
  }

  /** For people. */
  String shown() {
    return pid.equals("?")
        ? "another process uses it"
        : "process " + pid + " on " + host + " runs \"" + verb + "\" since " + since;
  }

  private static String hostName() {
    try {
      return Files.readString(LINUX_HOST_NAME).strip();
    } catch (IOException e) {
      String name = System.getenv("HOSTNAME");
      return name == null ? "localhost" : name;
    }
  }
}
