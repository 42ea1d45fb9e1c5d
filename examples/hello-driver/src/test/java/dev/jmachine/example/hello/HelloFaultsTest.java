package dev.jmachine.example.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.example.hello.FaultyCloud.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything that goes wrong once, at every call of a create in turn; then the ledger is walked.
 */
class HelloFaultsTest {
  private static final String UID = "u1";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"Refused, false", "Refused, true", "(interruption), false", "(interruption), true"})
  void afterAFaultAtAnyCallTheLedgerTellsWhatToRemove(String code, boolean afterwards)
      throws Exception {
    int calls = callsOfACreate();
    assertThat(calls).isGreaterThanOrEqualTo(3);
    for (int call = 1; call <= calls; call++) {
      HelloSetting hello = setting("call-" + call);
      hello.cloud.at(call, new Trouble(code, afterwards));
      assertThat(creates(hello)).as("create with a fault at call %s", call).isFalse();
      hello.removeAll(UID);
      assertThat(hello.driver.find()).as("left after a fault at call %s", call).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"Refused", "(interruption)"})
  void aRemovalThatFailsAtAnyCallIsFinishedByTheNext(String code) throws Exception {
    int calls = callsOfARemoval();
    assertThat(calls).isGreaterThanOrEqualTo(5);
    for (int call = 1; call <= calls; call++) {
      HelloSetting hello = setting("removal-" + call);
      hello.driver.create(hello.request(UID));
      hello.cloud.at(hello.cloud.calls().size() + call, new Trouble(code, true));
      assertThat(removes(hello)).as("removal with a fault at call %s", call).isFalse();
      hello.removeAll(UID);
      assertThat(hello.driver.find()).isEmpty();
    }
  }

  private int callsOfACreate() throws Exception {
    HelloSetting hello = setting("undisturbed");
    hello.driver.create(hello.request(UID));
    return hello.cloud.calls().size();
  }

  private int callsOfARemoval() throws Exception {
    HelloSetting hello = setting("removed");
    hello.driver.create(hello.request(UID));
    int before = hello.cloud.calls().size();
    hello.removeAll(UID);
    return hello.cloud.calls().size() - before;
  }

  private static boolean creates(HelloSetting hello) throws IOException {
    try {
      hello.driver.create(hello.request(UID));
      return true;
    } catch (MachineFailure | InterruptedException e) {
      return false;
    }
  }

  private static boolean removes(HelloSetting hello) {
    try {
      hello.removeAll(UID);
      return true;
    } catch (MachineFailure | InterruptedException e) {
      return false;
    }
  }

  private HelloSetting setting(String name) throws IOException {
    return new HelloSetting(Files.createDirectory(folder.resolve(name)));
  }
}
