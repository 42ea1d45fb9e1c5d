package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.driver.PortForward;
import dev.jmachine.core.failure.MachineFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A port of 127.0.0.1 that leads to a port of the guest, from the machine's every start on. */
public record Forward(int host, int guest) {
  /** Of this computer alone: nothing is offered to the network. */
  public static final String ADDRESS = "127.0.0.1";

  public static final int SSH = 22;
  public static final int ENGINE = 2376;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,5}):(\\d{1,5})");

  public Forward {
    if (host < 1 || host > 65535 || guest < 1 || guest > 65535) {
      throw new IllegalArgumentException("ports " + host + ":" + guest);
    }
  }

  /** Reads a value of {@code --qemu-port}: HOST:GUEST. */
  public static Forward parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    try {
      if (matcher.matches()) {
        return new Forward(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
      }
    } catch (IllegalArgumentException outOfRange) {
      throw refused(text);
    }
    throw refused(text);
  }

  private static MachineFailure refused(String text) {
    return MachineFailure.usage("invalid value \"" + text + "\" of --qemu-port")
        .because("expected HOST:GUEST with ports from 1 to 65535, such as 8080:80");
  }

  /** As in QEMU's {@code -netdev user}. */
  String option() {
    return "hostfwd=" + rule();
  }

  /** As the monitor's {@code hostfwd_add} takes it. */
  String rule() {
    return rule(open());
  }

  /** The same for one on another loopback address. */
  static String rule(PortForward forward) {
    return "tcp:" + forward.address() + ":" + forward.port() + "-:" + forward.hostPort();
  }

  /** As QEMU has it while the machine runs. */
  public PortForward open() {
    return new PortForward(ADDRESS, host, guest);
  }

  @Override
  public String toString() {
    return host + ":" + guest;
  }
}
