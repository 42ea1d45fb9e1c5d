package dev.jmachine.core.cloud;

import dev.jmachine.core.failure.MachineFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ports that a machine is reached by.
 *
 * @param from first port
 * @param to last port
 * @param protocol "tcp" or "udp"
 */
public record OpenPort(int from, int to, String protocol) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?(?:/(tcp|udp))?");

  public OpenPort {
    if (from < 1 || to > 65535 || from > to) {
      throw MachineFailure.usage("there is no port " + from + (from == to ? "" : " to " + to));
    }
  }

  public static OpenPort tcp(int port) {
    return new OpenPort(port, port, "tcp");
  }

  /**
   * "8080", "8080/tcp", "53/udp" or "8000-8010".
   *
   * @param option that took it, for advice
   * @throws MachineFailure USAGE for anything else
   */
  public static OpenPort of(String option, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw MachineFailure.usage("--" + option + " takes 8080, 53/udp or 8000-8010")
          .because("\"" + text + "\" is none of these");
    }
    int from = Integer.parseInt(form.group(1));
    int to = form.group(2) == null ? from : Integer.parseInt(form.group(2));
    return new OpenPort(from, to, form.group(3) == null ? "tcp" : form.group(3));
  }

  @Override
  public String toString() {
    return (from == to ? "" + from : from + "-" + to) + "/" + protocol;
  }
}
