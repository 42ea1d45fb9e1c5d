package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.CallerAddress;
import dev.jmachine.core.cloud.Cidr;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.MachineFailure;
import java.util.List;

/** The addresses from which this computer reaches a machine, of the kind that the machine has. */
final class CallersRange {
  private CallersRange() {}

  /**
   * The ranges, each of one address.
   *
   * @throws MachineFailure CHECK where they can't be told
   */
  static List<String> of(AwsSettings settings, CloudCalls calls) throws InterruptedException {
    return switch (ReachedBy.of(settings)) {
      case PRIVATE -> CallerAddress.ofThePrivate(AwsOptions.INGRESS);
      case PUBLIC -> List.of(asked(settings, calls));
      case IPV6 -> List.of(ofIpv6(settings, calls));
    };
  }

  private static String asked(AwsSettings settings, CloudCalls calls) throws InterruptedException {
    String url = settings.options().require(AwsOptions.CHECK_IP);
    return calls.once(
        "learn this computer's address", () -> CallerAddress.ofThePublic(AwsOptions.INGRESS, url));
  }

  /** AWS's own service knows IPv4 alone, and IPv6 needs none: no router rewrites an address. */
  private static String ofIpv6(AwsSettings settings, CloudCalls calls) throws InterruptedException {
    if (settings.asksUsualPlace()) {
      return CallerAddress.ofTheIpv6Route(AwsOptions.INGRESS);
    }
    String range = asked(settings, calls);
    if (Cidr.isIpv6(range)) {
      return range;
    }
    throw MachineFailure.check("cannot learn this computer's IPv6 address")
        .because(
            "the machine is reached by IPv6 alone, and --"
                + AwsOptions.CHECK_IP
                + " answered "
                + range)
        .hint("--" + AwsOptions.ALLOW + " with the IPv6 range from which you connect")
        .see(AwsOptions.INGRESS.see());
  }
}
