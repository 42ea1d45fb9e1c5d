package dev.jmachine.driver.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With another account's credentials nothing of a machine is found, and nothing is gone. */
class AwsAccountTest {
  @TempDir private Path folder;
  private AwsSetting aws;

  @BeforeEach
  void aMachine() throws Exception {
    aws = new AwsSetting(folder);
    aws.create();
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void everyEntryOfTheLedgerNamesTheAccount() {
    assertThat(aws.ledger.entries())
        .hasSize(2)
        .allSatisfy(
            entry -> assertThat(entry.attributes()).containsEntry("account", "123456789012"));
  }

  @Test
  void anotherAccountsCredentialsAreRefusedByEveryVerb() throws Exception {
    List<String> before = aws.ec2.inventory();
    aws.ec2.account("210987654321");
    assertRefused(() -> aws.driver.observe(aws.machine()));
    assertRefused(
        () -> aws.driver.power(aws.machine(), PowerAction.START, aws.steps(), aws.deadline()));
    for (Resource entry : aws.ledger.entries()) {
      assertRefused(() -> aws.driver.delete(aws.machine(), entry, aws.deadline()));
    }
    assertThat(aws.driver.observeAll(List.of(aws.machine())).values())
        .first()
        .isInstanceOfSatisfying(
            Observed.Unreachable.class,
            seen -> assertThat(seen.reason()).contains("in account 123456789012"));
    aws.ec2.account("123456789012");
    assertThat(aws.ec2.inventory()).isEqualTo(before);
  }

  @Test
  void anIntentWhoseAnswerWasLostIsNotTakenForGoneThereEither() {
    Machine lost =
        aws.machine()
            .withLedger(
                aws.ledger.entries().stream()
                    .map(e -> Resource.intent(e.kind(), e.token(), e.attributes()))
                    .toList());
    aws.ec2.account("210987654321");
    for (Resource entry : lost.ledger()) {
      assertRefused(() -> aws.driver.delete(lost, entry, aws.deadline()));
    }
  }

  @Test
  @FaultCase(id = "F45", sees = "`ls` shows Gone; `rm` deletes the group that is left")
  void anInstanceThatAwsTookAwayIsGoneAndItsGroupIsDeleted() throws Exception {
    aws.ec2.takeAway(aws.ec2.inventory().getLast());
    assertThat(aws.driver.observe(aws.machine())).isInstanceOf(Observed.Gone.class);
    assertThat(aws.ec2.inventory()).hasSize(1);
    aws.removeAll();
    assertThat(aws.ec2.inventory()).isEmpty();
  }

  @Test
  void inItsOwnAccountWhatIsGoneIsGoneAtTheCostOfOneMoreCall() throws Exception {
    aws.ec2.removeByHand(AwsSetting.UID);
    int before = aws.ec2.calls().size();
    assertThat(aws.driver.observe(aws.machine())).isInstanceOf(Observed.Gone.class);
    assertThat(aws.ec2.calls()).hasSizeLessThanOrEqualTo(before + 2);
    aws.removeAll();
    assertThat(aws.ec2.inventory()).isEmpty();
  }

  private static void assertRefused(ThrowingCallable verb) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(verb)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CREDENTIALS);
              assertThat(e.reason())
                  .isEqualTo(
                      "it is in account 123456789012, and the credentials are of 210987654321");
              assertThat(e.hints().getFirst()).contains("AWS_PROFILE");
            });
  }
}
