package dev.jmachine.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Virtual machines on this computer: the processes of one store, as the system lists them.
 *
 * @param store the store's folder
 */
record QemuSubject(Path store) implements Subject {
  private static final Pattern GUEST = Pattern.compile("guest=jmachine/([^/]+)/");

  /** Why there can be none here; empty where there can. */
  static Optional<String> whyNot() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "qemu-system-x86_64")))
        ? Optional.empty()
        : Optional.of("qemu-system-x86_64 is not installed");
  }

  @Override
  public String driver() {
    return "qemu";
  }

  @Override
  public String createOptions() {
    return "-d qemu";
  }

  /** From /proc, since the arguments are longer than a ProcessHandle tells. */
  @Override
  public List<String> inventory() throws IOException {
    List<String> things = new ArrayList<>();
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      String line = commandLine(process.pid());
      Matcher guest = GUEST.matcher(line);
      if (line.contains(store.toString()) && guest.find()) {
        things.add('"' + guest.group(1) + "\" process " + process.pid());
      }
    }
    return things;
  }

  private static String commandLine(long pid) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
      return new String(line, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // it has ended meanwhile
    }
  }

  @Override
  public int thingsOfAMachine() {
    return 1;
  }

  @Override
  public String goodState() {
    return "Running";
  }
}
