package dev.jmachine.driver.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance with a time to live is launched so that it ends by itself. */
class AwsExpiryTest {
  private static final String ENDS = "InstanceInitiatedShutdownBehavior";
  private static final String READS_TAGS = "MetadataOptions.InstanceMetadataTags";

  @TempDir private Path folder;
  private AwsSetting aws;

  @BeforeEach
  void aMachineThatLivesForTwoHours() {
    aws = new AwsSetting(folder);
    aws.expires = aws.time.instant().plus(Duration.ofHours(2));
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void itTerminatesWhenItPowersOffAndReadsItsTags() throws Exception {
    aws.create();
    assertThat(launch()).containsEntry(ENDS, "terminate").containsEntry(READS_TAGS, "enabled");
    assertThat(hook())
        .startsWith("#!/bin/sh\nJM_UID=u1 ")
        .contains(" JM_LEFT=7200 JM_TAGS=ec2 JM_KEY=jmachine:expires\n");
  }

  @Test
  void aMachineThatLivesOnStopsWhenItPowersOff() throws Exception {
    aws.expires = null;
    aws.create();
    assertThat(launch()).doesNotContainKeys(ENDS, READS_TAGS);
    assertThat(data()).doesNotContain("boothook");
  }

  @Test
  void anExtensionIsInTheTagThatTheInstanceReads() throws Exception {
    aws.create();
    aws.driver.extend(aws.machine(), aws.time.instant().plus(Duration.ofHours(5)), aws.deadline());
    String instance = aws.ec2.inventory().getLast();
    assertThat(aws.ec2.tags(instance))
        .containsEntry("jmachine:expires", aws.time.instant().plus(Duration.ofHours(5)).toString());
  }

  @Test
  void withATagThatEc2DoesNotShowOrNoServiceTheMomentIsFixedAndAnExtensionRefused()
      throws Exception {
    for (var setting :
        Map.of(AwsOptions.TAGS, "cost center,web", AwsOptions.HTTP_ENDPOINT, "disabled")
            .entrySet()) {
      close();
      aMachineThatLivesForTwoHours();
      aws.set(setting.getKey(), setting.getValue());
      aws.create();
      assertThat(launch()).containsEntry(ENDS, "terminate").doesNotContainKey(READS_TAGS);
      assertThat(hook()).contains("JM_TAGS=none");
      assertThatExceptionOfType(MachineFailure.class)
          .isThrownBy(() -> aws.driver.extend(aws.machine(), null, aws.deadline()))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFLICT));
      aws.removeAll();
      assertThat(aws.ec2.inventory()).isEmpty();
    }
  }

  private Map<String, String> launch() {
    return aws.ec2.requests("RunInstances").getLast();
  }

  private String data() {
    return new String(
        Base64.getMimeDecoder().decode(launch().getOrDefault("UserData", "")),
        StandardCharsets.US_ASCII);
  }

  private String hook() {
    String encoded =
        data().split("text/cloud-boothook")[1].split("base64\n\n")[1].split("\n--==")[0];
    return new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
}
