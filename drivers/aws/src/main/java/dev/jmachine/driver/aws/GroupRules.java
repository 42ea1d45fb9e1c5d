package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.Cidr;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.cloud.Ingress;
import dev.jmachine.core.cloud.OpenPort;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.aws.api.AwsFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;

/**
 * What a security group of ours lets in. Our ranges are described as such, so that those which
 * somebody else adds to the group are never touched.
 */
final class GroupRules {
  static final String OURS = "jmachine";
  private static final String SAME_RULE = "InvalidPermission.Duplicate";
  private static final String NO_RULE = "InvalidPermission.NotFound";

  private final Ec2Client ec2;
  private final CloudCalls calls;
  private final String id;
  private final Deadline deadline;

  GroupRules(Ec2Client ec2, CloudCalls calls, String id, Deadline deadline) {
    this.ec2 = ec2;
    this.calls = calls;
    this.id = id;
    this.deadline = deadline;
  }

  /** Opens ports that a group which was just made has not open yet. */
  void open(Ingress ingress) throws InterruptedException {
    List<IpPermission> rules = new ArrayList<>();
    for (OpenPort port : ingress.ports()) {
      rules.add(
          rule(
              IpPermission.builder()
                  .ipProtocol(port.protocol())
                  .fromPort(port.from())
                  .toPort(port.to()),
              ingress.sources()));
    }
    authorize(rules);
  }

  /**
   * Lets in these ranges where ours are let in, and then those no more that were ours before.
   *
   * @return {@code ranges}
   */
  List<String> admit(List<String> ranges) throws InterruptedException {
    List<IpPermission> missing = new ArrayList<>();
    List<IpPermission> old = new ArrayList<>();
    for (IpPermission rule : rules()) {
      List<String> before = ranges(rule, OURS::equals);
      List<String> all = ranges(rule, _ -> true);
      List<String> added = ranges.stream().filter(range -> !all.contains(range)).toList();
      List<String> gone = before.stream().filter(range -> !ranges.contains(range)).toList();
      if (!before.isEmpty() && !added.isEmpty()) {
        missing.add(rule(ports(rule), added));
      }
      if (!gone.isEmpty()) {
        old.add(rule(ports(rule), gone));
      }
    }
    if (!missing.isEmpty()) {
      authorize(missing);
    }
    if (!old.isEmpty()) {
      revoke(old);
    }
    return ranges;
  }

  private List<IpPermission> rules() throws InterruptedException {
    return calls
        .retried(
            "look at security group " + id,
            deadline,
            () -> ec2.describeSecurityGroups(r -> r.groupIds(id)).securityGroups())
        .getFirst()
        .ipPermissions();
  }

  /** In the form in which ours are written: EC2 shortens IPv6 addresses. */
  private static List<String> ranges(IpPermission rule, Predicate<@Nullable String> described) {
    List<String> ranges = new ArrayList<>();
    rule.ipRanges().stream()
        .filter(range -> described.test(range.description()))
        .forEach(range -> ranges.add(Cidr.of(AwsOptions.INGRESS, range.cidrIp(), true)));
    rule.ipv6Ranges().stream()
        .filter(range -> described.test(range.description()))
        .forEach(range -> ranges.add(Cidr.of(AwsOptions.INGRESS, range.cidrIpv6(), true)));
    return ranges;
  }

  private void authorize(List<IpPermission> rules) throws InterruptedException {
    unless(
        SAME_RULE,
        "open the ports of security group " + id,
        () -> ec2.authorizeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(rules)));
  }

  private void revoke(List<IpPermission> rules) throws InterruptedException {
    unless(
        NO_RULE,
        "close the ports of security group " + id,
        () -> ec2.revokeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(rules)));
  }

  private void unless(String code, String what, CloudCalls.Call<Object> call)
      throws InterruptedException {
    try {
      NewlyMade.visible(calls, what, deadline, call);
    } catch (MachineFailure failure) {
      if (!AwsFailures.code(failure).equals(code)) {
        throw failure;
      }
    }
  }

  private static IpPermission.Builder ports(IpPermission rule) {
    return IpPermission.builder()
        .ipProtocol(rule.ipProtocol())
        .fromPort(rule.fromPort())
        .toPort(rule.toPort());
  }

  private static IpPermission rule(IpPermission.Builder ports, List<String> sources) {
    return ports
        .ipRanges(
            sources.stream()
                .filter(source -> !Cidr.isIpv6(source))
                .map(source -> IpRange.builder().cidrIp(source).description(OURS).build())
                .toList())
        .ipv6Ranges(
            sources.stream()
                .filter(Cidr::isIpv6)
                .map(source -> Ipv6Range.builder().cidrIpv6(source).description(OURS).build())
                .toList())
        .build();
  }
}
