package dev.jmachine.cli.command;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.MachineName;
import org.jspecify.annotations.Nullable;

/**
 * One side of a copy, as typed: {@code [USER@]NAME:PATH}, or a path on this computer, which may be
 * written {@code localhost:PATH} as docker-machine did. A text with a slash before its first colon
 * is a path here, as scp(1) has it.
 */
sealed interface ScpPath {
  /** On this computer. */
  record Here(String path) implements ScpPath {}

  /**
   * On a machine.
   *
   * @param user null for the machine's own
   * @param path as typed; empty for the home folder
   */
  record There(@Nullable String user, MachineName machine, String path) implements ScpPath {}

  /**
   * Reads an argument.
   *
   * @throws MachineFailure USAGE where the part before the colon can't be a machine's name
   */
  static ScpPath parse(String text) {
    int colon = text.indexOf(':');
    int slash = text.indexOf('/');
    if (colon < 0 || (slash >= 0 && slash < colon)) {
      return new Here(text);
    }
    String host = text.substring(0, colon);
    String path = text.substring(colon + 1);
    if (host.equals("localhost")) {
      return new Here(path);
    }
    int at = host.lastIndexOf('@');
    String user = at < 0 ? null : host.substring(0, at);
    if (user != null && (user.isEmpty() || user.startsWith("-"))) {
      throw MachineFailure.usage("\"" + text + "\" is neither USER@NAME:PATH nor a path")
          .hint("write ./" + text + " for a file here");
    }
    return new There(user, new MachineName(host.substring(at + 1)), path);
  }

  /** For scp(1), which takes a colon before any slash for a host. */
  static String local(String path) {
    boolean looksRemote = path.indexOf(':') >= 0 && !path.startsWith("/") && !path.startsWith(".");
    return looksRemote ? "./" + path : path;
  }
}
