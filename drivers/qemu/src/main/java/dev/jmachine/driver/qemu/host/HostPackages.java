package dev.jmachine.driver.qemu.host;

import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The host packages of this driver, from the file host-packages.txt beside the root package (which
 * the ./jmachine script reads as well). Nothing here installs anything.
 *
 * @param packageOfCommand command to the Debian package that brings it, in order
 */
public record HostPackages(Map<String, String> packageOfCommand) {
  private static final String FILE = "/dev/jmachine/driver/qemu/host-packages.txt";

  /** What is needed to run any virtual machine. */
  public static final List<String> TO_RUN = List.of("qemu-system-x86_64", "qemu-img");

  /** What is needed besides to build an image; an ordinary user needs {@link #TO_MAP_USERS} too. */
  public static final List<String> TO_BUILD = List.of("mmdebstrap", "mke2fs");

  public static final List<String> TO_MAP_USERS = List.of("newuidmap");

  public static HostPackages load() {
    try (InputStream in = Objects.requireNonNull(HostPackages.class.getResourceAsStream(FILE))) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HostPackages parse(String text) {
    Map<String, String> packages = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int blank = line.indexOf(' ');
        packages.put(line.substring(0, blank), line.substring(blank + 1).strip());
      }
    }
    return new HostPackages(packages);
  }

  /** Those of {@code commands} that are not there. */
  public List<String> missing(List<String> commands, Predicate<String> isThere) {
    return commands.stream().filter(command -> !isThere.test(command)).toList();
  }

  /**
   * A failure that names what is missing and the command that installs it.
   *
   * @param commands not empty
   * @param system "Linux", "Mac OS X" …, as in the property os.name
   */
  public MachineFailure failure(List<String> commands, String system, boolean root) {
    List<String> packages = new ArrayList<>();
    for (String command : commands) {
      packages.add(packageOfCommand.getOrDefault(command, command));
    }
    return MachineFailure.check("this computer lacks packages that the qemu driver needs")
        .because("not found: " + String.join(", ", commands))
        .left("nothing")
        .hint(install(packages.stream().distinct().toList(), system, root))
        .see("docs/drivers/qemu.md#host-packages");
  }

  private static String install(List<String> packages, String system, boolean root) {
    if (system.startsWith("Mac")) {
      return "brew install qemu";
    }
    String command = "apt-get install --no-install-recommends " + String.join(" ", packages);
    return root ? command : "sudo " + command;
  }
}
