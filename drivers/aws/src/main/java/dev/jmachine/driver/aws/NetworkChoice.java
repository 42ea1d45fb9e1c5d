package dev.jmachine.driver.aws;

import static dev.jmachine.driver.aws.ImageChoice.filter;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Finds subnets, their VPC and the user's security groups. */
final class NetworkChoice {
  private final Ec2Client ec2;
  private final CloudCalls calls;
  private final Deadline deadline;
  private final AwsSettings settings;
  private final String region;

  NetworkChoice(
      Ec2Client ec2, CloudCalls calls, Deadline deadline, AwsSettings settings, String region) {
    this.ec2 = ec2;
    this.calls = calls;
    this.deadline = deadline;
    this.settings = settings;
    this.region = region;
  }

  /**
   * Where the instance may be.
   *
   * @param subnets the preferred first
   * @param any whether the user has no wish, so that EC2 may choose among the default ones
   */
  record Network(String vpc, List<Subnet> subnets, boolean any) {}

  Network find() throws InterruptedException {
    List<Subnet> found =
        calls.retried("find the subnet", deadline, () -> ec2.describeSubnets(request()).subnets());
    String zone = zone();
    // room first: EC2 chooses so as well
    List<Subnet> usable =
        found.stream()
            .sorted(
                Comparator.comparing((Subnet s) -> !s.availabilityZone().equals(zone))
                    .thenComparingInt(s -> -s.availableIpAddressCount()))
            .toList();
    if (usable.isEmpty()) {
      throw noSubnet(wish());
    }
    Subnet first = usable.getFirst();
    if (zone != null && !first.availabilityZone().equals(zone)) {
      throw noSubnet("in zone " + zone);
    }
    return new Network(first.vpcId(), inVpc(usable, first.vpcId()), isWishless());
  }

  private static List<Subnet> inVpc(List<Subnet> subnets, String vpc) {
    return subnets.stream().filter(subnet -> subnet.vpcId().equals(vpc)).toList();
  }

  private boolean isWishless() {
    return Stream.of(AwsOptions.SUBNET, AwsOptions.VPC, AwsOptions.ZONE)
        .allMatch(option -> settings.text(option) == null);
  }

  private @Nullable String zone() {
    String word = settings.text(AwsOptions.ZONE);
    return word == null ? null : AwsSettings.zone(word, region);
  }

  private DescribeSubnetsRequest request() {
    String subnet = settings.text(AwsOptions.SUBNET);
    String vpc = settings.text(AwsOptions.VPC);
    DescribeSubnetsRequest.Builder request = DescribeSubnetsRequest.builder();
    if (subnet != null) {
      return request.subnetIds(subnet).build();
    }
    return request
        .filters(vpc == null ? filter("default-for-az", "true") : filter("vpc-id", vpc))
        .build();
  }

  private String wish() {
    String subnet = settings.text(AwsOptions.SUBNET);
    String vpc = settings.text(AwsOptions.VPC);
    return subnet != null ? subnet : vpc != null ? "in " + vpc : "of a default VPC in " + region;
  }

  static MachineFailure noSubnet(String where) {
    return MachineFailure.check("cannot find a subnet " + where)
        .because("the account has none")
        .hint("--" + AwsOptions.SUBNET + " with one that there is")
        .hint("aws ec2 create-default-vpc")
        .see("docs/drivers/aws.md#network");
  }

  /**
   * Ids of the user's groups, which are given by name or id.
   *
   * @throws MachineFailure CHECK for one that does not exist in the VPC
   */
  List<String> groups(String vpc) throws InterruptedException {
    List<String> wanted = settings.groups();
    Filter inVpc = filter("vpc-id", vpc);
    List<SecurityGroup> all =
        calls.retried(
            "find the security groups",
            deadline,
            () ->
                ec2.describeSecurityGroupsPaginator(r -> r.filters(inVpc)).securityGroups().stream()
                    .toList());
    List<String> ids = new ArrayList<>();
    for (String word : wanted) {
      ids.add(
          all.stream()
              .filter(group -> group.groupId().equals(word) || group.groupName().equals(word))
              .findFirst()
              .orElseThrow(() -> noGroup(word, vpc))
              .groupId());
    }
    return ids;
  }

  private static MachineFailure noGroup(String word, String vpc) {
    return MachineFailure.check("cannot find security group " + word)
        .because("there is none of that name or id in " + vpc)
        .hint("leave --" + AwsOptions.GROUP + " away: then the machine gets one of its own");
  }
}
