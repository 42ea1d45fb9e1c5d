package dev.jmachine.driver.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose address the machine's group is open to, and what becomes of it when that changes. */
class AwsAccessTest {
  @TempDir private Path folder;
  private AwsSetting aws;

  @BeforeEach
  void anEmptyAccount() {
    aws = new AwsSetting(folder);
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  @FaultCase(
      id = "F44",
      sees = "`jmachine access refresh` lets the new address in, and the old one no more")
  void anAddressThatChangedIsLetInAndTheOldOneNoMore() throws Exception {
    aws.create();
    aws.ec2.callerAddress("203.0.113.9");
    assertThat(aws.driver.admitCaller(aws.machine(), aws.deadline()))
        .containsExactly("203.0.113.9/32");
    assertThat(sources()).hasSize(2).containsOnly(List.of("203.0.113.9/32"));
    int before = aws.ec2.calls().size();
    aws.driver.admitCaller(aws.machine(), aws.deadline());
    assertThat(aws.ec2.calls().subList(before, aws.ec2.calls().size()))
        .containsExactly("eu-west-1 DescribeSecurityGroups");
  }

  @Test
  void aRefreshThatWasCutOffIsFinishedByTheNext() throws Exception {
    aws.create();
    aws.ec2.callerAddress("203.0.113.9");
    aws.ec2.faultOn(
        "RevokeSecurityGroupIngress",
        1,
        dev.jmachine.testkit.ec2.Ec2Fault.refused("UnauthorizedOperation", "no"));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> aws.driver.admitCaller(aws.machine(), aws.deadline()));
    assertThat(sources()).containsOnly(List.of("198.51.100.7/32", "203.0.113.9/32"));
    aws.driver.admitCaller(aws.machine(), aws.deadline());
    assertThat(sources()).containsOnly(List.of("203.0.113.9/32"));
  }

  @Test
  void rangesThatTheUserNamedStayAsTheyAre() throws Exception {
    aws.set(AwsOptions.ALLOW, "192.0.2.0/24");
    aws.create();
    aws.ec2.callerAddress("203.0.113.9");
    assertThat(aws.driver.admitCaller(aws.machine(), aws.deadline())).isEmpty();
    assertThat(sources()).containsOnly(List.of("192.0.2.0/24"));
  }

  @Test
  void groupsOfTheUsersAreNotTouched() throws Exception {
    String group = aws.ec2.addGroup("eu-west-1", "office", "vpc-default");
    aws.set(AwsOptions.GROUP, "office");
    aws.create();
    assertThat(aws.driver.admitCaller(aws.machine(), aws.deadline())).isEmpty();
    assertThat(aws.ec2.rules(group)).isEmpty();
  }

  @Test
  @FaultCase(
      id = "F50",
      sees =
          "nothing: a machine that is reached by IPv6 alone is open to the caller's IPv6 address")
  void aMachineThatIsReachedByIpv6IsOpenToTheCallersIpv6Address() throws Exception {
    aws.set(AwsOptions.IPV6_ONLY, "true");
    aws.ec2.callerAddress("2001:db8::7");
    assertThat(aws.driver.plan(AwsSetting.NAME, aws.values()).getFirst().details())
        .containsEntry("open to", "2001:db8:0:0:0:0:0:7/128");
  }

  @Test
  void anIpv4AddressDoesNotServeThere() {
    aws.set(AwsOptions.IPV6_ONLY, "true");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(aws::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CHECK);
              assertThat(e.reason()).endsWith("answered 198.51.100.7/32");
              assertThat(e.hints().getFirst()).startsWith("--aws-allow-cidr");
            });
  }

  private List<List<String>> sources() {
    return aws.ec2.rules(aws.ec2.inventory().getFirst()).stream()
        .map(
            rule ->
                rule.entrySet().stream()
                    .filter(e -> e.getKey().startsWith("Ip") && e.getKey().contains("Cidr"))
                    .map(java.util.Map.Entry::getValue)
                    .sorted()
                    .toList())
        .toList();
  }
}
