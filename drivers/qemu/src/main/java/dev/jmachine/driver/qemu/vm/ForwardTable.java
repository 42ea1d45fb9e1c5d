package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.driver.PortForward;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code info usernet} says of QEMU's forwarded ports. */
final class ForwardTable {
  //   Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ
  //   TCP[HOST_FORWARD]  13       127.0.0.1 40022       10.0.2.15    22     0     0
  private static final Pattern ROW =
      Pattern.compile("TCP\\[HOST_FORWARD]\\s+\\d+\\s+(\\S+)\\s+(\\d+)\\s+\\S+\\s+(\\d+)\\s");

  private ForwardTable() {}

  /** The forwards on loopback addresses; any on another address is left out. */
  static List<PortForward> parse(String text) {
    List<PortForward> forwards = new ArrayList<>();
    Matcher matcher = ROW.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).startsWith("127.")) {
        forwards.add(
            new PortForward(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))));
      }
    }
    return forwards;
  }
}
