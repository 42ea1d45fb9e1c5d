package dev.jmachine.cli.shell;

import dev.jmachine.core.failure.MachineFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A family of shells. The forms are docker-machine's, which programs parse; values are quoted so
 * that the shell takes them as they are.
 */
public enum Shell {
  POSIX("bash,zsh,sh,dash,ash,ksh,mksh") {
    @Override
    public String set(String name, String value) {
      return "export " + name + "=\"" + Quoting.backslashed(value, "\\\"$`") + "\"";
    }

    @Override
    public String unset(String name) {
      // the semicolon keeps it a command of its own under an unquoted eval $(…), which joins lines
      return "unset " + name + ";";
    }

    @Override
    public List<String> hint(String command) {
      return List.of(
          "# Run this command to configure your shell:", "# eval \"$(" + command + ")\"");
    }
  },
  FISH("fish") {
    @Override
    public String set(String name, String value) {
      return "set -gx " + name + " \"" + Quoting.backslashed(value, "\\\"$") + "\";";
    }

    @Override
    public String unset(String name) {
      return "set -e " + name + ";";
    }

    @Override
    public List<String> hint(String command) {
      return List.of("# Run this command to configure your shell:", "# " + command + " | source");
    }
  },
  POWERSHELL("powershell,pwsh") {
    @Override
    public String set(String name, String value) {
      return "$Env:" + name + " = \"" + Quoting.backticked(value) + "\"";
    }

    @Override
    public String unset(String name) {
      return "Remove-Item Env:\\" + name + " -ErrorAction SilentlyContinue";
    }

    @Override
    public List<String> hint(String command) {
      return List.of(
          "# Run this command to configure your shell:",
          "# & " + command + " | Out-String | Invoke-Expression");
    }
  },
  CMD("cmd") {
    @Override
    public String set(String name, String value) {
      refuseLines(value);
      return Quoting.isPlainForCmd(value)
          ? "SET " + name + "=" + value
          : "SET \"" + name + "=" + value + "\"";
    }

    @Override
    public String unset(String name) {
      return "SET " + name + "=";
    }

    @Override
    public List<String> hint(String command) {
      return List.of(
          "REM Run this command to configure your shell:",
          "REM \t@FOR /f \"tokens=*\" %i IN ('" + command + "') DO @%i");
    }
  },
  TCSH("tcsh,csh") {
    @Override
    public String set(String name, String value) {
      refuseLines(value);
      return "setenv " + name + " " + Quoting.forCsh(value) + ";";
    }

    @Override
    public String unset(String name) {
      return "unsetenv " + name + ";";
    }

    @Override
    public List<String> hint(String command) {
      return List.of(": Run this command to configure your shell:;", ": eval '`" + command + "`';");
    }
  },
  EMACS("emacs") {
    @Override
    public String set(String name, String value) {
      return "(setenv \"" + name + "\" \"" + Quoting.backslashed(value, "\\\"") + "\")";
    }

    @Override
    public String unset(String name) {
      return "(setenv \"" + name + "\" nil)";
    }

    @Override
    public List<String> hint(String command) {
      return List.of(
          ";; Run this command to configure your shell:",
          ";; (with-temp-buffer (shell-command \"" + command + "\" t) (eval-buffer))");
    }
  };

  private final String names;

  /**
   * A family.
   *
   * @param names of its programs, with commas in between
   */
  Shell(String names) {
    this.names = names;
  }

  private List<String> names() {
    return List.of(names.split(",", -1));
  }

  /** The line that sets an environment variable. */
  public abstract String set(String name, String value);

  /** The line that takes one away. */
  public abstract String unset(String name);

  /** Comment lines that say how the output of {@code command} is used. */
  public abstract List<String> hint(String command);

  /**
   * The shell that is named.
   *
   * @throws MachineFailure USAGE for any other word
   */
  public static Shell named(String name) {
    Shell shell = find(name.toLowerCase(Locale.ROOT));
    if (shell == null) {
      throw MachineFailure.usage("unknown shell \"" + name + "\"").because("known are " + known());
    }
    return shell;
  }

  /**
   * The shell that runs us, by its path; a POSIX one where that says nothing.
   *
   * @param path as in {@code $SHELL}: "/usr/bin/fish"; null where it is not set
   * @param windows whether this is Windows, where {@code $SHELL} is set under Unix shells alone
   * @param powershell whether PowerShell's variables are set
   */
  public static Shell running(@Nullable String path, boolean windows, boolean powershell) {
    if (path == null) {
      return windows ? (powershell ? POWERSHELL : CMD) : POSIX;
    }
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    Shell shell = find(name.toLowerCase(Locale.ROOT).replaceFirst("\\.exe$", ""));
    return shell == null ? POSIX : shell;
  }

  private static @Nullable Shell find(String name) {
    for (Shell shell : values()) {
      if (shell.names().contains(name)) {
        return shell;
      }
    }
    return null;
  }

  private static String known() {
    return Arrays.stream(values())
        .flatMap(shell -> shell.names().stream())
        .collect(Collectors.joining(", "));
  }

  /** A value of several lines can't be written in this shell. */
  void refuseLines(String value) {
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw MachineFailure.failed("cannot write a value of several lines for " + names().getFirst())
          .because("the store's folder has a line feed in its name");
    }
  }
}
