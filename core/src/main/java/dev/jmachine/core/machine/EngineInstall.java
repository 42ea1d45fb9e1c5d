package dev.jmachine.core.machine;

import dev.jmachine.core.failure.MachineFailure;
import java.util.Locale;

/**
 * Where a machine's engine comes from: {@code --engine-install
 * auto|distro|docker|script:FILE|none}.
 */
public sealed interface EngineInstall {
  /** The engine that is there, else Docker's repository if it answers, else the distribution's. */
  record Auto() implements EngineInstall {}

  /** The distribution's own package. */
  record Distro() implements EngineInstall {}

  /** Docker's package repository. */
  record Docker() implements EngineInstall {}

  /** A script of the user's, run as root on the host. */
  record Script(String file) implements EngineInstall {}

  /** Nothing is installed: the engine must be there. */
  record None() implements EngineInstall {}

  /**
   * Reads the value of {@code --engine-install}.
   *
   * @param text as on the command line
   * @throws MachineFailure USAGE for any other word
   */
  static EngineInstall parse(String text) {
    if (text.equals("auto")) {
      return new Auto(); // as nearly every record says, of which a list reads a thousand
    }
    if (text.startsWith("script:") && text.length() > "script:".length()) {
      return new Script(text.substring("script:".length()));
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "auto" -> new Auto();
      case "distro" -> new Distro();
      case "docker" -> new Docker();
      case "none" -> new None();
      default ->
          throw MachineFailure.usage("unknown engine source \"" + text + "\"")
              .because("known are auto, distro, docker, script:FILE and none");
    };
  }

  /** As on the command line. */
  default String text() {
    return switch (this) {
      case Auto() -> "auto";
      case Distro() -> "distro";
      case Docker() -> "docker";
      case Script(String file) -> "script:" + file;
      case None() -> "none";
    };
  }
}
