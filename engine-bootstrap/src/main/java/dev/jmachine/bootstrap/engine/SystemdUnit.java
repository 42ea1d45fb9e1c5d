package dev.jmachine.bootstrap.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The drop-in for docker.service. The unit as packaged says {@code dockerd -H fd://}, which
 * contradicts the hosts in daemon.json; so its ExecStart is taken over without the flags that
 * daemon.json now holds, and with the user's.
 */
public final class SystemdUnit {
  /** A word of a command line in a unit file: quoted parts may hold spaces. */
  private static final Pattern WORD =
      Pattern.compile("(?:\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|\\\\.|[^\\s\"'])+");

  private static final Pattern HELD_IN_FILE =
      Pattern.compile("-H.*|--host(=.*)?|--tls(verify|cacert|cert|key)?(=.*)?");

  /** Of those, the ones whose value is the next word. */
  private static final Pattern TAKES_NEXT = Pattern.compile("-H|--host|--tls(cacert|cert|key)");

  private SystemdUnit() {}

  /**
   * The text of the drop-in.
   *
   * @param execStart what the unit starts without our drop-in; may be empty where it is not known
   * @param dockerd path of the daemon, for that case
   * @param env the daemon's environment
   */
  public static String dropIn(
      String execStart, String dockerd, DaemonFlags flags, Map<String, String> env) {
    StringBuilder text =
        new StringBuilder("# Written by jmachine; provisioning writes it anew.\n[Service]\n");
    text.append("ExecStart=\nExecStart=").append(command(execStart, dockerd));
    flags.words().forEach(word -> text.append(' ').append(quoted(word, true)));
    text.append('\n');
    new TreeMap<>(env)
        .forEach(
            (key, value) ->
                text.append("Environment=").append(quoted(key + "=" + value, false)).append('\n'));
    return text.toString();
  }

  private static String command(String execStart, String dockerd) {
    List<String> kept = new ArrayList<>();
    Matcher words = WORD.matcher(execStart.isBlank() ? dockerd : execStart);
    while (words.find()) {
      String word = words.group();
      if (!HELD_IN_FILE.matcher(word).matches()) {
        kept.add(word);
      } else if (TAKES_NEXT.matcher(word).matches()) {
        words.find();
      }
    }
    return String.join(" ", kept);
  }

  /**
   * One word in a unit file (systemd.syntax, "Quoting"): C escapes for what would end the line or
   * the quotes, and systemd's own {@code %} and, in commands, {@code $} doubled.
   */
  static String quoted(String word, boolean inCommand) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < word.length(); i++) {
      text.append(escaped(word.charAt(i), inCommand));
    }
    return text.append('"').toString();
  }

  private static String escaped(char c, boolean inCommand) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '%' -> "%%";
      case '$' -> inCommand ? "$$" : "$";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      default -> c < ' ' || c == 127 ? String.format("\\x%02x", (int) c) : String.valueOf(c);
    };
  }
}
