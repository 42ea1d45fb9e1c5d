package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who signs in by hand (RFC 8628): at a second question the stub has seen the code. */
class AzureDeviceCodeTest {
  @TempDir private Path folder;
  private AzureSetting azure;

  @BeforeEach
  void somebodyWhoSignsInByHand() {
    azure = AzureSetting.withoutASecret(folder);
    azure.set(AzureOptions.DEVICE_CODE, "true");
  }

  @AfterEach
  void close() {
    azure.close();
  }

  @Test
  void theCodeIsShownAndOneLoginServesTheCommand() throws Exception {
    azure.create();
    assertThat(azure.told)
        .containsExactly(
            "To sign in, open " + azure.arm.endpoint() + "/device and enter the code CODE1");
    assertThat(azure.arm.logins()).isEqualTo(1);
    assertThat(azure.arm.inventory()).hasSize(7);
  }

  @Test
  void aLaterCommandAsksAgainSinceNothingIsStored() throws Exception {
    azure.create();
    assertThat(azure.ledger.entries())
        .extracting(Resource::attributes)
        .allSatisfy(stored -> assertThat(stored.toString()).doesNotContain("token-", "refresh-"));
    try (AzureDriver later = new AzureDriver(azure.context(), AzureDriver.CALL)) {
      assertThat(later.observe(azure.machine()).shown()).isEqualTo("Running");
    }
    assertThat(azure.told).hasSize(2).last().asString().endsWith("CODE2");
  }

  @Test
  void whereNobodyWouldSeeTheCodeItIsRefused() {
    try (AzureDriver alone = new AzureDriver(azure.withoutAPerson(), AzureDriver.CALL)) {
      assertThatExceptionOfType(MachineFailure.class)
          .isThrownBy(() -> alone.check(AzureSetting.NAME, azure.values(), azure.steps()))
          .satisfies(
              e -> {
                assertThat(e.kind()).isEqualTo(FailureKind.USAGE);
                assertThat(e.hints()).first().asString().startsWith("az login --use-device-code");
              });
    }
    assertThat(azure.arm.logins()).isZero();
  }
}
