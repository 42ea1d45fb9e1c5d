package dev.jmachine.bootstrap.engine;

import dev.jmachine.core.failure.MachineFailure;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The daemon's flags that the user asked for ({@code --engine-opt NAME[=VALUE]}). Names are
 * checked, values are data.
 *
 * @param options as given, in order
 */
public record DaemonFlags(List<String> options) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Set<String> OURS =
      Set.of(
          "host",
          "tls",
          "tlsverify",
          "tlscacert",
          "tlscert",
          "tlskey",
          "config-file",
          "validate",
          "pidfile",
          "version",
          "help");

  public DaemonFlags {
    options = List.copyOf(options);
    options.forEach(DaemonFlags::check);
  }

  private static void check(String option) {
    String name = name(option);
    if (!NAME.matcher(name).matches() || option.indexOf('\0') >= 0) {
      throw MachineFailure.usage("invalid engine option \"" + name + "\"")
          .because("an option is NAME or NAME=VALUE, as in --engine-opt log-driver=local");
    }
    if (OURS.contains(name)) {
      throw MachineFailure.usage("the engine option \"" + name + "\" cannot be given")
          .because("jmachine sets it");
    }
  }

  private static String name(String option) {
    int equals = option.indexOf('=');
    return equals < 0 ? option : option.substring(0, equals);
  }

  /** Whether the user gave this one: then daemon.json must not have it too. */
  public boolean has(String flag) {
    return names().contains(flag);
  }

  private Set<String> names() {
    return options.stream().map(DaemonFlags::name).collect(Collectors.toSet());
  }

  /** As the daemon takes them: {@code --NAME} or {@code --NAME=VALUE}. */
  public List<String> words() {
    return options.stream().map(option -> "--" + option).toList();
  }
}
