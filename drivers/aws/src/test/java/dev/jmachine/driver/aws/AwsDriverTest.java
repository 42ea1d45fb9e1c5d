package dev.jmachine.driver.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.testkit.ec2.Ec2Fault;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsDriverTest {
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
  void aCreateMakesAtMostEightKindsOfCall() throws Exception {
    HostAccess access = aws.create();
    assertThat(kinds(0))
        .containsExactly(
            "DescribeInstanceTypes",
            "DescribeImages",
            "DescribeSubnets",
            "DescribeSecurityGroups",
            "CreateSecurityGroup",
            "AuthorizeSecurityGroupIngress",
            "RunInstances",
            "DescribeInstances");
    SshEndpoint ssh = Objects.requireNonNull(access.ssh());
    assertThat(ssh.user()).isEqualTo("ubuntu");
    assertThat(ssh.hostKeys()).containsExactly(new HostKey(AwsSetting.KEY));
    assertThat(access.engineUrl()).isEqualTo("tcp://" + ssh.host() + ":2376");
    assertThat(access.names()).hasSizeGreaterThan(2);
  }

  @Test
  void stopStartAndStatusMakeAtMostTwoKindsOfCall() throws Exception {
    aws.create();
    int made = aws.ec2.calls().size();
    assertThat(power(PowerAction.STOP).state()).isEqualTo(MachineState.STOPPED);
    assertThat(kinds(made)).containsExactly("StopInstances", "DescribeInstances");
    int stopped = aws.ec2.calls().size();
    power(PowerAction.START);
    assertThat(kinds(stopped)).containsExactly("StartInstances", "DescribeInstances");
    int started = aws.ec2.calls().size();
    aws.driver.observe(aws.machine());
    assertThat(kinds(started)).containsExactly("DescribeInstances");
  }

  @Test
  @FaultCase(id = "F43", sees = "the new address")
  void aStartPicksUpTheNewAddress() throws Exception {
    HostAccess before = aws.create();
    power(PowerAction.STOP);
    HostAccess after = Objects.requireNonNull(power(PowerAction.START).access());
    assertThat(after.engineHost()).isNotEqualTo(before.engineHost());
    assertThat(Objects.requireNonNull(after.ssh()).hostKeys())
        .isEqualTo(Objects.requireNonNull(before.ssh()).hostKeys());
  }

  @Test
  void theNewestImageOfItsPublisherForTheProcessorIsTaken() throws Exception {
    aws.create();
    assertThat(launch()).containsEntry("ImageId", "ami-noble-new");
    anotherAccount();
    aws.set(AwsOptions.TYPE, "t4g.small");
    aws.create();
    assertThat(launch()).containsEntry("ImageId", "ami-noble-arm");
  }

  @Test
  void anImageOfTheUsersWinsAndItsProcessorMustFit() throws Exception {
    aws.set(AwsOptions.AMI, "ami-noble-arm");
    assertCheckFails("it is for arm64, the type is x86_64");
    aws.set(AwsOptions.TYPE, "t4g.small");
    aws.create();
    assertThat(launch()).containsEntry("ImageId", "ami-noble-arm");
  }

  @Test
  void aNamePatternNeedsAnOwnerSinceAnybodyCanPublishOne() {
    aws.set(AwsOptions.IMAGE, "ubuntu/images/*");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(aws::create)
        .satisfies(e -> assertThat(e.hints()).containsExactly("--aws-image-owner ACCOUNT"));
  }

  @Test
  void theLaunchIsSafeByDefault() throws Exception {
    aws.create();
    assertThat(launch())
        .containsEntry("MetadataOptions.HttpTokens", "required")
        .containsEntry("MetadataOptions.HttpPutResponseHopLimit", "1")
        .containsEntry("BlockDeviceMapping.1.DeviceName", "/dev/sda1")
        .containsEntry("BlockDeviceMapping.1.Ebs.VolumeType", "gp3")
        .containsEntry("BlockDeviceMapping.1.Ebs.Encrypted", "true")
        .containsEntry("BlockDeviceMapping.1.Ebs.DeleteOnTermination", "true")
        .containsEntry("NetworkInterface.1.DeleteOnTermination", "true")
        .doesNotContainKeys("KeyName", "IamInstanceProfile.Name", "Placement.Tenancy")
        .doesNotContainKey("InstanceMarketOptions.MarketType");
  }

  @Test
  void everythingIsTaggedInTheCallThatMakesIt() throws Exception {
    aws.set(AwsOptions.TAGS, "team,web,Name,mine");
    aws.create();
    for (int i = 1; i <= 3; i++) {
      assertThat(launch())
          .containsEntry("TagSpecification." + i + ".Tag.1.Value", "mine")
          .containsEntry("TagSpecification." + i + ".Tag.3.Key", "jmachine:name");
    }
    for (String id : aws.ec2.inventory()) {
      assertThat(aws.ec2.tags(id))
          .containsEntry("jmachine:uid", AwsSetting.UID)
          .containsEntry("team", "web");
    }
  }

  @Test
  void theGroupIsOpenToTheCallerAlone() throws Exception {
    aws.set(AwsOptions.OPEN_PORT, "8080", "53/udp");
    aws.create();
    List<Map<String, String>> rules = aws.ec2.rules(aws.ec2.inventory().getFirst());
    assertThat(rules)
        .extracting(rule -> rule.get("FromPort") + "/" + rule.get("IpProtocol"))
        .containsExactly("22/tcp", "2376/tcp", "8080/tcp", "53/udp");
    assertThat(rules)
        .allSatisfy(
            rule ->
                assertThat(rule)
                    .containsEntry("IpRanges.1.CidrIp", "198.51.100.7/32")
                    .doesNotContainKey("IpRanges.2.CidrIp"));
  }

  @Test
  void whoAsksForTheWorldMustSaySo() throws Exception {
    aws.set(AwsOptions.ALLOW, "0.0.0.0/0");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(aws::create)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.CHECK));
    aws.set(AwsOptions.WORLD, "true");
    aws.set(AwsOptions.ALLOW, "0.0.0.0/0", "2001:db8::/32");
    aws.create();
    assertThat(aws.ec2.rules(aws.ec2.inventory().getFirst()).getFirst())
        .containsEntry("IpRanges.1.CidrIp", "0.0.0.0/0")
        .containsEntry("Ipv6Ranges.1.CidrIpv6", "2001:db8:0:0:0:0:0:0/32");
  }

  @Test
  void withoutAnAddressOfTheCallersTheFlagIsTold() {
    aws.ec2.callerAddress("<html>proxy</html>");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(aws::create)
        .satisfies(e -> assertThat(e.hints().getFirst()).startsWith("--aws-allow-cidr"));
    assertThat(aws.ec2.inventory()).isEmpty();
  }

  @Test
  void groupsOfTheUsersAreUsedAndNeverChanged() throws Exception {
    String group = aws.ec2.addGroup("eu-west-1", "office", "vpc-default");
    aws.set(AwsOptions.GROUP, "office");
    aws.create();
    assertThat(launch()).containsEntry("NetworkInterface.1.SecurityGroupId.1", group);
    assertThat(aws.ec2.rules(group)).isEmpty();
    aws.removeAll();
    assertThat(aws.ec2.inventory()).containsExactly(group);
  }

  @Test
  void aGroupOfTheUsersThatIsNotThereFailsTheCheck() {
    aws.set(AwsOptions.GROUP, "nowhere");
    assertCheckFails("there is none of that name or id in vpc-default");
  }

  @Test
  void aZoneASubnetOrAVpcNarrowsDownWhere() throws Exception {
    aws.set(AwsOptions.ZONE, "b");
    aws.create();
    assertThat(launch()).containsEntry("NetworkInterface.1.SubnetId", "subnet-default-b");
    anotherAccount();
    aws.set(AwsOptions.VPC, "vpc-own");
    aws.create();
    assertThat(launch()).containsEntry("NetworkInterface.1.SubnetId", "subnet-own-b");
  }

  @Test
  void anAccountWithoutADefaultVpcIsToldWhatToType() {
    aws.ec2.dropDefaultVpc("eu-west-1");
    assertCheckFails("the account has none");
  }

  @Test
  void spotFallsBackInTheGivenOrder() throws Exception {
    aws.set(AwsOptions.SPOT, "true");
    aws.set(AwsOptions.SPOT_FALLBACK, "t4g.small,b,on-demand");
    aws.ec2.faultOn(
        "RunInstances", 3, Ec2Fault.refused("InsufficientInstanceCapacity", "no Spot capacity"));
    aws.create();
    List<Map<String, String>> launches = aws.ec2.requests("RunInstances");
    assertThat(launches)
        .extracting(l -> l.get("InstanceType") + " " + l.get("ImageId"))
        .containsExactly(
            "t3.micro ami-noble-new",
            "t4g.small ami-noble-arm",
            "t3.micro ami-noble-new",
            "t3.micro ami-noble-new");
    assertThat(launches)
        .extracting(l -> l.get("InstanceMarketOptions.MarketType"))
        .containsExactly("spot", "spot", "spot", null);
    assertThat(launches.get(2)).containsEntry("NetworkInterface.1.SubnetId", "subnet-default-b");
    assertThat(launches).extracting(l -> l.get("ClientToken")).doesNotHaveDuplicates();
    assertThat(aws.ledger.entries()).hasSize(2);
    aws.removeAll();
    assertThat(aws.ec2.inventory()).isEmpty();
  }

  @Test
  @FaultCase(id = "F16", sees = "EC2's words and code at once, what to do, and nothing is left")
  void aRefusedLaunchLeavesNoEntryToSearchFor() {
    aws.ec2.faultOn("RunInstances", 1, Ec2Fault.refused("VcpuLimitExceeded", "limit of 0"));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(aws::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.QUOTA);
              assertThat(e.reason()).isEqualTo("limit of 0 (VcpuLimitExceeded)");
              assertThat(e.see()).isEqualTo("docs/drivers/aws.md#quota");
            });
    assertThat(aws.ledger.entries()).extracting(Resource::kind).containsExactly("security-group");
  }

  @Test
  @FaultCase(
      id = "F8",
      sees = "nothing: it is asked again with the same token, and there is one instance")
  void aLaunchWhoseAnswerWasLostIsRepeatedAndMakesOneInstance() throws Exception {
    aws.ec2.faultOn("RunInstances", 2, new Ec2Fault.AnswerLost());
    aws.create();
    assertThat(aws.ec2.requests("RunInstances")).hasSize(3);
    assertThat(aws.ec2.inventory()).hasSize(2);
  }

  @Test
  @FaultCase(id = "F8", sees = "the refusal that came next; what was made unseen is deleted")
  void aRefusalAfterALostAnswerDoesNotMeanThatNothingWasMade() throws Exception {
    for (String code : List.of("UnauthorizedOperation", "InsufficientInstanceCapacity")) {
      anotherAccount();
      aws.set(AwsOptions.SPOT, "true");
      aws.set(AwsOptions.SPOT_FALLBACK, "on-demand");
      aws.ec2.faultOn("RunInstances", 1, new Ec2Fault.AnswerLost());
      aws.ec2.faultOn("RunInstances", 1, Ec2Fault.refused(code, "no"));
      assertThatExceptionOfType(MachineFailure.class).isThrownBy(aws::create);
      assertThat(aws.ledger.entries()).extracting(Resource::kind).contains("instance");
      assertThat(aws.ec2.inventory()).hasSize(2);
      aws.removeAll();
      assertThat(aws.ec2.inventory()).as(code).isEmpty();
    }
  }

  @Test
  @FaultCase(id = "F15", sees = "EC2's reason with its code; nothing is left")
  void anInstanceThatEndsInsteadOfRunningSaysWhy() throws Exception {
    aws.ec2.ending("Server.InsufficientInstanceCapacity: no capacity");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(aws::create)
        .withMessageContaining("Server.InsufficientInstanceCapacity");
    aws.removeAll();
    assertThat(aws.ec2.inventory()).isEmpty();
  }

  @Test
  @FaultCase(id = "F9", sees = "EC2's words at once, and to remove the machine first")
  void aTokenUsedWithOtherParametersIsNotReplacedByANewOne() {
    String mismatch = "IdempotentParameterMismatch";
    aws.ec2.faultOn("RunInstances", 1, Ec2Fault.refused(mismatch, "other parameters"));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(aws::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CONFLICT);
              assertThat(e.hints().getFirst()).startsWith("jmachine rm");
            });
    assertThat(aws.ec2.requests("RunInstances")).hasSize(1);
  }

  @Test
  @FaultCase(id = "F13", sees = "nothing: it is waited for")
  void whatEc2DoesNotListYetIsWaitedFor() throws Exception {
    aws.ec2.lag(3);
    aws.create();
    assertThat(aws.ec2.requests("AuthorizeSecurityGroupIngress")).hasSize(4);
    assertThat(aws.ec2.inventory()).hasSize(2);
  }

  @Test
  void anInstanceWithoutAPublicAddressSaysWhatToDo() throws Exception {
    aws.ec2.addressless();
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(aws::create)
        .satisfies(e -> assertThat(e.hints().getFirst()).startsWith("--aws-subnet-id"));
    aws.removeAll();
    assertThat(aws.ec2.inventory()).isEmpty();
  }

  @Test
  void aPrivateAddressIsUsedWhereWanted() throws Exception {
    aws.set(AwsOptions.PRIVATE_ONLY, "true");
    aws.set(AwsOptions.ALLOW, "10.0.0.0/8");
    assertThat(aws.create().engineHost()).startsWith("10.0.0.");
    assertThat(launch()).containsEntry("NetworkInterface.1.AssociatePublicIpAddress", "false");
  }

  @Test
  @FaultCase(id = "F14", sees = "what is waited for; the group is deleted when nothing uses it")
  void theGroupIsDeletedWhenItsInterfaceIsGone() throws Exception {
    aws.ec2.holds(5);
    aws.create();
    aws.removeAll();
    assertThat(aws.ec2.requests("DeleteSecurityGroup")).hasSize(6);
    assertThat(aws.ec2.inventory()).isEmpty();
  }

  @Test
  void anEncodedMessageIsNotShown() {
    String words = "You are not authorized to perform this operation. ";
    aws.ec2.faultOn(
        "CreateSecurityGroup",
        1,
        Ec2Fault.refused(
            "UnauthorizedOperation", words + "Encoded authorization failure message: AbC123"));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(aws::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CREDENTIALS);
              assertThat(e.reason()).endsWith("this operation (UnauthorizedOperation)");
              assertThat(e.see()).isEqualTo("docs/drivers/aws.md#permissions");
            });
  }

  @Test
  void theKeysGoInByCloudInitAndTheUsersDataWithThem() throws Exception {
    Path script = Files.writeString(folder.resolve("mine.sh"), "#!/bin/sh\ntouch /mine\n");
    aws.set(AwsOptions.USER_DATA, script.toString());
    aws.create();
    String data =
        new String(decoded(launch().getOrDefault("UserData", "")), StandardCharsets.US_ASCII);
    List<String> parts = new ArrayList<>();
    for (String part : data.split("\n--==jmachine-u1==")) {
      int body = part.indexOf("base64\n\n");
      if (body > 0) {
        parts.add(new String(decoded(part.substring(body + 8)), StandardCharsets.UTF_8));
      }
    }
    assertThat(parts.getFirst()).isEqualTo("#!/bin/sh\ntouch /mine\n");
    assertThat(parts.getLast())
        .startsWith("#cloud-config\n")
        .contains("ssh_authorized_keys:\n  - " + AwsSetting.KEY)
        .contains("  ed25519_private: |\n    a host key\n  ed25519_public: ");
  }

  @Test
  void fiveHundredMachinesInThreeRegionsAreSeenInExactlyThePagesNeeded() throws Exception {
    List<Machine> machines = new ArrayList<>();
    List<String> regions = List.of("us-east-1", "eu-west-1", "ap-south-1");
    for (int i = 0; i < 500; i++) {
      String region = regions.get(i % 3);
      String id = aws.ec2.addInstance(region, Map.of("jmachine:uid", "u" + i));
      machines.add(machine("m" + i, region, id));
    }
    int before = aws.ec2.calls().size();
    Map<MachineName, Observed> seen = aws.driver.observeAll(machines);
    assertThat(seen).hasSize(500);
    assertThat(seen.values()).allMatch(o -> o.shown().equals("Running"));
    assertThat(aws.ec2.calls().subList(before, before + 3)).hasSize(3).doesNotHaveDuplicates();
    assertThat(aws.ec2.calls()).hasSize(before + 3);
    aws.ec2.page(50);
    aws.driver.observeAll(machines);
    assertThat(aws.ec2.calls()).hasSize(before + 3 + 4 + 4 + 4);
  }

  @Test
  void aRegionThatFailsSpoilsOnlyItsOwnMachines() throws Exception {
    String id = aws.ec2.addInstance("us-east-1", Map.of("jmachine:uid", "u"));
    Machine good = machine("good", "us-east-1", id);
    Machine bad = machine("bad", "eu-west-1", "i-00000000000000001");
    aws.ec2.faultOn("DescribeInstances", 1, Ec2Fault.refused("OptInRequired", "not enabled"));
    Collection<Observed> seen = aws.driver.observeAll(List.of(good, bad)).values();
    assertThat(seen).extracting(Observed::shown).containsOnlyOnce("Unreachable").hasSize(2);
  }

  @Test
  void thePlanShowsWhatWouldBeMadeAndMakesNothing() throws Exception {
    List<PlannedResource> plan = aws.driver.plan(AwsSetting.NAME, aws.values());
    assertThat(plan)
        .extracting(PlannedResource::kind)
        .containsExactly("security group", "instance");
    assertThat(plan.getFirst().details())
        .containsEntry("ports", "22/tcp, 2376/tcp")
        .containsEntry("open to", "198.51.100.7/32");
    assertThat(plan.getLast().details()).containsEntry("root volume", "16 GB gp3, encrypted");
    assertThat(aws.ec2.inventory()).isEmpty();
  }

  @Test
  void theConsoleIsReadAndItsAbsenceIsNoFailure() throws Exception {
    aws.create();
    assertThat(aws.driver.console(aws.machine(), 1)).hasSize(1).first().asString().contains("i-");
    aws.ec2.faultOn("GetConsoleOutput", 1, Ec2Fault.refused("UnsupportedOperation", "no"));
    assertThat(aws.driver.console(aws.machine(), 1)).isEmpty();
  }

  @Test
  void aCallThatKeepsFailingIsGivenUpWhereTheUserLimitsRetries() {
    aws.set(AwsOptions.RETRIES, "2");
    aws.ec2.faultOn("DescribeInstanceTypes", 9, Ec2Fault.throttled());
    assertThatExceptionOfType(MachineFailure.class).isThrownBy(aws::create);
    assertThat(aws.ec2.calls()).hasSize(3);
  }

  private Machine machine(String name, String region, String id) {
    Map<String, String> attributes = Map.of("region", region, "endpoint", aws.ec2.endpoint());
    Resource instance = new Resource("instance", "token-" + name, id, attributes);
    return Machine.reserved(
            new MachineName(name), "u", "2026-01-01T00:00:00Z", aws.machine().spec())
        .withLedger(List.of(instance));
  }

  private void anotherAccount() {
    aws.close();
    aws = new AwsSetting(folder);
  }

  private Map<String, String> launch() {
    return aws.ec2.requests("RunInstances").getLast();
  }

  private List<String> kinds(int from) {
    List<String> calls = aws.ec2.calls();
    return calls.subList(from, calls.size()).stream()
        .map(call -> call.split(" ")[1])
        .distinct()
        .toList();
  }

  private Observed.Seen power(PowerAction action) throws InterruptedException {
    return (Observed.Seen) aws.driver.power(aws.machine(), action, aws.steps(), aws.deadline());
  }

  private void assertCheckFails(String reason) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(aws::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CHECK);
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.hints()).isNotEmpty();
            });
  }

  private static byte[] decoded(String base64) {
    return Base64.getMimeDecoder().decode(base64);
  }
}
