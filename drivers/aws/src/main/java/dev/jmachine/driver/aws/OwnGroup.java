package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.Cidr;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.cloud.OpenPort;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.aws.api.AwsFailures;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The security group of a machine's own: its ports, open to the caller alone. */
final class OwnGroup {
  private static final String DUPLICATE = "InvalidGroup.Duplicate";
  private static final String SAME_RULE = "InvalidPermission.Duplicate";

  private final CreateRequest request;
  private final Choices choices;
  private final Ec2Client ec2;
  private final CloudCalls calls;
  private final Map<String, String> tags;
  private final Map<String, String> attributes;

  OwnGroup(
      CreateRequest request,
      Choices choices,
      Ec2Client ec2,
      CloudCalls calls,
      Map<String, String> tags,
      Map<String, String> attributes) {
    this.request = request;
    this.choices = choices;
    this.ec2 = ec2;
    this.calls = calls;
    this.tags = tags;
    this.attributes = attributes;
  }

  /** Its name holds the machine's uid, so it is also the token by which it is found again. */
  static String name(String machine, String uid) {
    return "jm-" + machine + "-" + uid;
  }

  /** Makes it, or goes on with the one of an earlier create; its id. */
  String make() throws IOException, InterruptedException {
    String name = name(request.name().value(), request.uid());
    Resource entry = request.ledger().intend(Kind.GROUP, name, attributes);
    if (entry.id() == null) {
      entry = request.ledger().made(entry, created(name, AwsTags.OURS.dated(tags, entry)));
    }
    String id = String.valueOf(entry.id());
    open(id);
    return id;
  }

  private String created(String name, Map<String, String> dated)
      throws IOException, InterruptedException {
    String what = "make security group " + name;
    try {
      return calls.retried(
          what,
          request.deadline(),
          () ->
              ec2.createSecurityGroup(
                      r ->
                          r.groupName(name)
                              .description("jmachine " + request.name())
                              .vpcId(choices.vpc())
                              .tagSpecifications(AwsTags.on(ResourceType.SECURITY_GROUP, dated)))
                  .groupId());
    } catch (MachineFailure failure) {
      // a create whose answer was lost: the name is taken, by nobody but us
      String ours = AwsFailures.code(failure).equals(DUPLICATE) ? found(name) : null;
      if (ours == null) {
        throw failure;
      }
      return ours;
    }
  }

  private @Nullable String found(String name) throws InterruptedException {
    return new OwnResources(ec2, calls)
        .groups(request.uid(), request.deadline()).stream()
            .filter(group -> group.groupName().equals(name))
            .map(group -> group.groupId())
            .findFirst()
            .orElse(null);
  }

  private void open(String id) throws InterruptedException {
    try {
      NewlyMade.visible(
          calls,
          "open the ports of security group " + id,
          request.deadline(),
          () -> ec2.authorizeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(rules())));
    } catch (MachineFailure failure) {
      if (!AwsFailures.code(failure).equals(SAME_RULE)) {
        throw failure;
      }
    }
  }

  private List<IpPermission> rules() {
    return choices.ingress().ports().stream().map(this::rule).toList();
  }

  private IpPermission rule(OpenPort port) {
    List<String> sources = choices.ingress().sources();
    return IpPermission.builder()
        .ipProtocol(port.protocol())
        .fromPort(port.from())
        .toPort(port.to())
        .ipRanges(
            sources.stream()
                .filter(source -> !Cidr.isIpv6(source))
                .map(
                    s ->
                        software.amazon.awssdk.services.ec2.model.IpRange.builder()
                            .cidrIp(s)
                            .build())
                .toList())
        .ipv6Ranges(
            sources.stream()
                .filter(Cidr::isIpv6)
                .map(
                    s ->
                        software.amazon.awssdk.services.ec2.model.Ipv6Range.builder()
                            .cidrIpv6(s)
                            .build())
                .toList())
        .build();
  }
}
