package dev.jmachine.bootstrap.engine;

import dev.jmachine.bootstrap.ssh.Script;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /etc/conf.d/docker}, which OpenRC's sh reads: a block of ours in the user's file. Hosts
 * and TLS are in daemon.json.
 */
public final class OpenRcConf {
  private static final String BEGIN = "# begin jmachine\n";
  private static final String END = "# end jmachine\n";

  private OpenRcConf() {}

  /**
   * The file with our block; empty where neither file nor block is needed.
   *
   * @param present the file as it is; null where there is none
   */
  public static String merged(
      @Nullable String present, DaemonFlags flags, Map<String, String> env) {
    String others = withoutBlock(present == null ? "" : present);
    if (flags.options().isEmpty() && env.isEmpty()) {
      return present == null || present.equals(others) ? "" : others;
    }
    String gap = others.isEmpty() || others.endsWith("\n") ? "" : "\n";
    return others + gap + BEGIN + block(flags, env) + END;
  }

  private static String block(DaemonFlags flags, Map<String, String> env) {
    StringBuilder text = new StringBuilder();
    if (!flags.options().isEmpty()) {
      // OpenRC evaluates DOCKER_OPTS once more, so the words are quoted, and then the whole.
      String words =
          flags.words().stream().map(Script::quoted).collect(Collectors.joining(" ", " ", ""));
      text.append("DOCKER_OPTS=\"${DOCKER_OPTS:-}\"").append(Script.quoted(words)).append('\n');
    }
    new TreeMap<>(env)
        .forEach(
            (key, value) ->
                text.append("export ")
                    .append(key)
                    .append('=')
                    .append(Script.quoted(value))
                    .append('\n'));
    return text.toString();
  }

  private static String withoutBlock(String text) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    return begin < 0 || end < begin
        ? text
        : text.substring(0, begin) + text.substring(end + END.length());
  }
}
