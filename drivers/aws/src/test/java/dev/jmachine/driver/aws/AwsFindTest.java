package dev.jmachine.driver.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.FindRequest;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.testkit.ec2.Ec2Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is ours in all regions of an account. */
class AwsFindTest {
  private static final Ec2Fault DENIED =
      Ec2Fault.refused("UnauthorizedOperation", "an explicit deny in a service control policy");

  @TempDir private Path folder;

  @Test
  void aRegionThatIsDeniedIsToldAndTheOthersAreSearched() throws Exception {
    try (AwsSetting aws = new AwsSetting(folder)) {
      for (String region : List.of("us-east-1", "eu-west-1", "ap-south-1")) {
        aws.ec2.addInstance(region, Map.of("jmachine:name", region, "jmachine:uid", "u" + region));
      }
      aws.ec2.faultOn("DescribeSecurityGroups", 1, DENIED);
      List<MachineFailure> skipped = new ArrayList<>();
      List<OwnedResource> found =
          aws.driver.find(new FindRequest(new OptionValues(Map.of()), false, skipped::add));
      assertThat(found).hasSize(2).extracting(OwnedResource::machineName).doesNotHaveDuplicates();
      assertThat(skipped)
          .hasSize(1)
          .first()
          .extracting(MachineFailure::what)
          .asString()
          .contains("region");
    }
  }

  @Test
  void whereEachMustBeAskedOneThatIsDeniedIsAFailure() {
    try (AwsSetting aws = new AwsSetting(folder)) {
      aws.ec2.faultOn("DescribeSecurityGroups", 1, DENIED);
      assertThatExceptionOfType(MachineFailure.class).isThrownBy(aws.driver::find);
    }
  }
}
