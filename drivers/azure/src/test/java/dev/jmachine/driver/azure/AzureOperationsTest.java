package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.testkit.arm.ArmFault;
import dev.jmachine.testkit.fault.FaultCase;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Power, and what becomes of operations that take time or fail. */
class AzureOperationsTest extends AzureCase {
  @Test
  void aStopDeallocatesAndEndsTheBill() throws Exception {
    azure.create();
    int made = azure.arm.calls().size();
    assertThat(power(PowerAction.STOP).state()).isEqualTo(MachineState.STOPPED);
    assertThat(azure.arm.calls().subList(made, azure.arm.calls().size()))
        .containsExactly(
            "POST virtualMachines/deallocate",
            "GET operations",
            "GET operations",
            "GET virtualMachines");
    int stopped = azure.arm.calls().size();
    power(PowerAction.START);
    assertThat(azure.arm.calls().subList(stopped, azure.arm.calls().size()))
        .containsExactly(
            "POST virtualMachines/start",
            "GET operations",
            "GET operations",
            "GET virtualMachines",
            "GET networkInterfaces",
            "GET publicIPAddresses");
    int started = azure.arm.calls().size();
    azure.driver.observe(azure.machine());
    assertThat(azure.arm.calls()).hasSize(started + 1);
    azure.arm.power(of("Microsoft.Compute/virtualMachines/" + GROUP), "stopped");
    power(PowerAction.STOP);
    assertThat(azure.arm.calls().stream().filter(c -> c.endsWith("deallocate"))).hasSize(2);
  }

  @Test
  @FaultCase(id = "F43", sees = "the new address")
  void aStartPicksUpAnAddressThatWasChanged() throws Exception {
    HostAccess before = azure.create();
    azure.arm.addresses(_ -> "203.0.113.9");
    power(PowerAction.STOP);
    HostAccess after = Objects.requireNonNull(power(PowerAction.START).access());
    assertThat(before.engineHost()).isEqualTo("192.0.2.2");
    assertThat(after.engineHost()).isEqualTo("203.0.113.9");
    assertThat(Objects.requireNonNull(after.ssh()).hostKeys())
        .isEqualTo(Objects.requireNonNull(before.ssh()).hostKeys());
  }

  @Test
  void aPowerChangeWaitsForTheOneBeforeIt() throws Exception {
    azure.create();
    azure.arm.faultOn(
        "POST virtualMachines/deallocate", 3, ArmFault.refused(409, "Conflict", "in progress"));
    assertThat(power(PowerAction.STOP).state()).isEqualTo(MachineState.STOPPED);
  }

  @Test
  void whatAzureAsksToWaitIsWaited() throws Exception {
    azure.create();
    Duration usual = azure.time.passed();
    anotherSubscription();
    azure.arm.faultOn(
        "PUT resourceGroups",
        1,
        new ArmFault.Refused(429, "TooManyRequests", "Too many requests", 97));
    azure.create();
    assertThat(azure.time.passed().minus(usual)).isGreaterThanOrEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void betweenTwoQuestionsAboutAnOperationAsMuchTimePassesAsAzureAsksFor() throws Exception {
    azure.create();
    azure.arm.operations(2, 120);
    Duration before = azure.time.passed();
    power(PowerAction.STOP);
    assertThat(azure.time.passed().minus(before)).isGreaterThanOrEqualTo(Duration.ofSeconds(340));
  }

  @Test
  void whatAProxyDoesNotFindIsNotTakenForGone() throws Exception {
    azure.create();
    azure.arm.faultOn("GET virtualMachines", 2, ArmFault.refused(404, "", ""));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> azure.driver.observe(azure.machine()))
        .withMessageContaining("Azure answered with status 404");
    assertThatExceptionOfType(MachineFailure.class).isThrownBy(azure::removeAll);
    azure.removeAll();
    assertThat(azure.arm.inventory()).isEmpty();
  }

  @Test
  @FaultCase(id = "F16", sees = "Azure's words and code at once, what to do, and nothing is left")
  void aRefusedMachineLeavesNoEntryToSearchFor() {
    azure.arm.faultOn(
        "PUT virtualMachines",
        1,
        ArmFault.refused(409, "OperationNotAllowed", "exceeding approved Cores quota."));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.QUOTA);
              assertThat(e.reason())
                  .isEqualTo("exceeding approved Cores quota (OperationNotAllowed)");
              assertThat(e.see()).isEqualTo("docs/drivers/azure.md#quota");
            });
    assertThat(azure.ledger.entries())
        .extracting(Resource::kind)
        .doesNotContain("virtual-machine", "disk");
  }

  @Test
  @FaultCase(id = "F15", sees = "Azure's reason with its code; nothing is left")
  void anAllocationThatFailsInTheOperationSaysWhy() throws Exception {
    azure.arm.faultOn(
        "PUT virtualMachines", 1, new ArmFault.Fails("AllocationFailed", "Allocation failed."));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.QUOTA);
              assertThat(e.reason()).isEqualTo("Allocation failed (AllocationFailed)");
            });
    azure.removeAll();
    assertThat(azure.arm.inventory()).isEmpty();
  }

  @Test
  @FaultCase(
      id = "F8",
      sees = "nothing: it is asked again by the same name, and there is one machine")
  void aMachineWhoseAnswerWasLostIsAskedForAgainAndThereIsOne() throws Exception {
    azure.arm.faultOn("PUT virtualMachines", 1, new ArmFault.AnswerLost());
    azure.create();
    assertThat(azure.arm.requests("PUT virtualMachines")).hasSize(2);
    assertThat(azure.arm.inventory()).hasSize(7);
  }

  @Test
  @FaultCase(id = "F13", sees = "nothing: it is waited for")
  void whatAzureDoesNotListYetIsWaitedFor() throws Exception {
    azure.arm.lag(3);
    azure.create();
    assertThat(azure.arm.requests("PUT networkSecurityGroups").size()).isGreaterThan(1);
    assertThat(azure.arm.inventory()).hasSize(7);
  }

  @Test
  @FaultCase(id = "F14", sees = "what is waited for; it is deleted when nothing uses it")
  void whatIsInUseIsDeletedWhenItIsNot() throws Exception {
    azure.create();
    refuseDeletes("networkInterfaces", "NicInUse");
    refuseDeletes("publicIPAddresses", "PublicIPAddressCannotBeDeleted");
    refuseDeletes("networkSecurityGroups", "InUseNetworkSecurityGroupCannotBeDeleted");
    azure.removeAll();
    assertThat(azure.arm.inventory()).isEmpty();
  }

  private void refuseDeletes(String type, String code) {
    azure.arm.faultOn("DELETE " + type, 5, ArmFault.refused(400, code, "it is in use"));
  }

  @Test
  @FaultCase(id = "F17", sees = "nothing: a new token is fetched once")
  void aTokenThatExpiresMeanwhileIsFetchedAnew() throws Exception {
    azure.create();
    int logins = azure.arm.logins();
    azure.arm.expireTokens();
    assertThat(azure.driver.observe(azure.machine()).shown()).isEqualTo("Running");
    assertThat(azure.arm.logins()).isEqualTo(logins + 1);
  }

  @Test
  void aWrongSecretIsToldInEntrasWords() {
    azure.arm.refuse(AzureSetting.CLIENT);
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CREDENTIALS);
              assertThat(e.reason()).contains("AADSTS7000215: Invalid client secret provided");
              assertThat(e.reason()).doesNotContain("Trace ID");
            });
  }

  @Test
  void everyKnownErrorHasAdvice() {
    Map<String, String> advice = new TreeMap<>();
    advice.put(
        "MissingSubscriptionRegistration", "az provider register --namespace Microsoft.Network");
    advice.put("ReservedResourceName", "jmachine create -d azure with another name");
    advice.put(
        "SkuNotAvailable", "another --azure-location, --azure-availability-zone or --azure-size");
    advice.put("AuthorizationFailed", "give this user the role that the page lists");
    advice.put(
        "RequestDisallowedByPolicy",
        "az policy assignment list, or ask who has assigned the policy");
    advice.forEach(
        (code, hint) -> {
          azure.arm.faultOn(
              "PUT resourceGroups",
              1,
              ArmFault.refused(409, code, "not registered to use namespace 'Microsoft.Network'."));
          assertThatExceptionOfType(MachineFailure.class)
              .as(code)
              .isThrownBy(azure::create)
              .satisfies(e -> assertThat(e.hints()).first().isEqualTo(hint));
        });
  }

  private Observed.Seen power(PowerAction action) throws InterruptedException {
    return (Observed.Seen)
        azure.driver.power(azure.machine(), action, azure.steps(), azure.deadline());
  }
}
