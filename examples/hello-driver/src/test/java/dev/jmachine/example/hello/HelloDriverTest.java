package dev.jmachine.example.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.driver.PowerAction;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.example.hello.FaultyCloud.Trouble;
import dev.jmachine.testkit.fault.FaultCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelloDriverTest {
  private static final String UID = "u1";

  @TempDir private Path folder;
  private HelloSetting hello;

  @BeforeEach
  void aCloudInAFolder() {
    hello = new HelloSetting(folder);
  }

  @Test
  void aCreateGivesARunningInstanceWithItsAddress() throws Exception {
    var access = hello.driver.create(hello.request(UID));
    assertThat(access.engineUrl()).startsWith("tcp://127.0.77.").endsWith(":2376");
    assertThat(access.ssh()).isNull();
    assertThat(hello.driver.observe(hello.machine(UID)))
        .isEqualTo(new Observed.Seen(MachineState.RUNNING, access));
  }

  @Test
  void everyResourceIsInTheLedgerWithItsIdAndCarriesOurTags() throws Exception {
    hello.driver.create(hello.request(UID));
    assertThat(hello.ledger.entries())
        .extracting(Resource::kind)
        .containsExactly("address", "instance");
    assertThat(hello.ledger.entries()).allSatisfy(entry -> assertThat(entry.id()).isNotNull());
    assertThat(hello.driver.find())
        .extracting(owned -> owned.resource())
        .containsExactlyElementsOf(hello.ledger.entries());
    assertThat(hello.driver.find())
        .allSatisfy(owned -> assertThat(owned.machineUid()).isEqualTo(UID))
        .allSatisfy(owned -> assertThat(owned.machineName()).isEqualTo("web-1"));
  }

  @Test
  void aCreateThatIsCalledAgainMakesNothingTwice() throws Exception {
    hello.driver.create(hello.request(UID));
    List<Resource> before = hello.ledger.entries();
    hello.driver.create(hello.request(UID));
    assertThat(hello.ledger.entries()).isEqualTo(before);
    assertThat(hello.cloud.instances()).hasSize(1);
    assertThat(hello.cloud.addresses()).hasSize(1);
  }

  @Test
  void theTokenIsInNoResource() throws Exception {
    hello.options.put("hello-token", List.of("s3cret"));
    hello.driver.create(hello.request(UID));
    assertThat(hello.ledger.entries().toString()).doesNotContain("s3cret");
  }

  @Test
  @FaultCase(
      id = {"F10", "F11"},
      sees = "nothing: it is tried again, with longer and longer pauses, up to the " + "deadline")
  void whatMayPassIsTriedAgain() throws Exception {
    hello.cloud.at(1, new Trouble("Throttled", false));
    hello.cloud.at(3, new Trouble("ServiceUnavailable", true));
    hello.driver.create(hello.request(UID));
    assertThat(hello.cloud.calls())
        .startsWith("reserveAddress", "reserveAddress", "launch", "launch", "instances");
    assertThat(hello.cloud.instances()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "Unauthorized, CREDENTIALS",
    "LimitExceeded, QUOTA",
    "AddressInUse, CONFLICT",
    "Unheard, FAILED"
  })
  @FaultCase(
      id = "F19",
      sees =
          "the provider's words; only the provider's own code for a missing thing "
              + "counts as one")
  void anythingElseFailsAtOnceInTheCloudsWords(String code, FailureKind kind) {
    hello.cloud.at(2, new Trouble(code, false));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> hello.driver.create(hello.request(UID)))
        .withMessage("cannot launch an instance: injected at launch (" + code + ")")
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
    assertThat(hello.cloud.calls()).hasSize(2);
  }

  @Test
  void aCheckThatPassesMakesNothing() throws Exception {
    hello.driver.check(HelloSetting.NAME, hello.values(), hello.steps());
    assertThat(hello.cloud.calls()).containsExactly("sizes");
    assertThat(hello.driver.plan(HelloSetting.NAME, hello.values())).hasSize(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anUnknownSizeFailsTheCheckAndTheKnownOnesAreTold() {
    hello.options.put("hello-size", List.of("huge"));
    assertCheckFails(FailureKind.CHECK, "the hello cloud has small, big");
  }

  @Test
  void anEndpointThatIsNotThereFailsTheCheck() {
    hello.cloud.at(1, new Trouble("NoSuchEndpoint", false));
    assertCheckFails(FailureKind.CHECK, "NoSuchEndpoint");
  }

  @Test
  void aWrongTokenIsAMatterOfCredentials() {
    hello.cloud.at(1, new Trouble("Unauthorized", false));
    assertCheckFails(FailureKind.CREDENTIALS, "Unauthorized");
  }

  @Test
  void manyMachinesAreObservedInOneCall() throws Exception {
    hello.driver.create(hello.request(UID));
    Machine there = hello.machine(UID);
    Machine gone =
        Machine.reserved(new MachineName("gone"), "u2", there.created(), there.spec())
            .withLedger(there.ledger());
    int before = hello.cloud.calls().size();
    Map<MachineName, Observed> all = hello.driver.observeAll(List.of(there, gone));
    assertThat(all).containsOnlyKeys(there.machineName(), gone.machineName());
    assertThat(all.get(there.machineName())).isInstanceOf(Observed.Seen.class);
    assertThat(all.get(gone.machineName())).isInstanceOf(Observed.Gone.class);
    assertThat(hello.cloud.calls()).hasSize(before + 1);
  }

  @Test
  void aMachineWithoutResourcesIsGone() throws Exception {
    assertThat(hello.driver.observe(hello.machine(UID))).isEqualTo(new Observed.Gone());
  }

  @Test
  void powerIsSwitchedAndAwaited() throws Exception {
    hello.driver.create(hello.request(UID));
    assertThat(power(PowerAction.STOP)).isEqualTo(MachineState.STOPPED);
    assertThat(power(PowerAction.START)).isEqualTo(MachineState.RUNNING);
    assertThat(power(PowerAction.KILL)).isEqualTo(MachineState.STOPPED);
  }

  @Test
  void whatIsSoAlreadyIsNotChanged() throws Exception {
    hello.driver.create(hello.request(UID));
    assertThat(power(PowerAction.START)).isEqualTo(MachineState.RUNNING);
    assertThat(hello.cloud.calls()).noneMatch(call -> call.startsWith("change"));
  }

  @Test
  void thePowerOfAnInstanceRemovedByHandCannotBeSwitched() throws Exception {
    hello.driver.create(hello.request(UID));
    Files.delete(onlyFile("instances"));
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> power(PowerAction.START))
        .satisfies(failure -> assertThat(failure.hints()).containsExactly("jmachine rm web-1"));
  }

  @Test
  void deletingTwiceIsFine() throws Exception {
    hello.driver.create(hello.request(UID));
    List<Resource> made = hello.ledger.entries();
    hello.removeAll(UID);
    assertThat(hello.driver.find()).isEmpty();
    for (Resource resource : made.reversed()) {
      hello.driver.delete(hello.machine(UID), resource, hello.deadline());
    }
  }

  @Test
  @FaultCase(id = "F14", sees = "the failure; the resource stays in the ledger until it is gone")
  void anAddressInUseIsNotTakenForGone() throws Exception {
    hello.driver.create(hello.request(UID));
    Resource address = hello.ledger.entries().getFirst();
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> hello.driver.delete(hello.machine(UID), address, hello.deadline()))
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT));
  }

  @Test
  void whatAnotherMachineHasIsNotDeleted() throws Exception {
    hello.driver.create(hello.request(UID));
    Resource other = Resource.intent("instance", "u2-instance", Map.of());
    hello.driver.delete(hello.machine("u2"), other, hello.deadline());
    assertThat(hello.cloud.instances()).hasSize(1);
  }

  @Test
  void aResourceOfAnotherDriverIsOurMistake() {
    Resource alien = Resource.intent("disk", "t", Map.of());
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> hello.driver.delete(hello.machine(UID), alien, hello.deadline()));
  }

  @Test
  void theConsoleIsEmptyAndClosingIsFine() {
    assertThat(hello.driver.console(hello.machine(UID), 5)).isEmpty();
    assertThatCode(hello.driver::close).doesNotThrowAnyException();
  }

  private MachineState power(PowerAction action) throws InterruptedException {
    Observed seen = hello.driver.power(hello.machine(UID), action, hello.steps(), hello.deadline());
    assertThat(seen).isInstanceOf(Observed.Seen.class);
    return ((Observed.Seen) seen).state();
  }

  private void assertCheckFails(FailureKind kind, String message) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(() -> hello.driver.check(HelloSetting.NAME, hello.values(), hello.steps()))
        .withMessageContaining(message)
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
  }

  private Path onlyFile(String subfolder) throws Exception {
    try (var files = Files.list(folder.resolve(subfolder))) {
      return files.findFirst().orElseThrow();
    }
  }
}
