package dev.jmachine.cli.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.cli.TestCaller;
import dev.jmachine.cli.command.Syntax;
import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.testkit.FakeProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriverValuesTest {
  private static final List<DriverOption> TABLE = new FakeProvider().info().options();
  private final TestCaller caller = new TestCaller(Path.of("/nowhere"));

  private DriverValues values(String... arguments) throws IOException {
    Syntax syntax = new Syntax("jmachine create", "");
    DriverFlags.byGroup(TABLE).forEach(syntax::group);
    return DriverValues.of(TABLE, syntax.parse(List.of(arguments)), caller.caller());
  }

  @Test
  void theCommandLineComesBeforeTheEnvironmentWhichComesBeforeTheDefault() throws IOException {
    assertThat(values().values().text("fake-size")).isEqualTo("small");
    caller.env("FAKE_SIZE", "big");
    assertThat(values().values().text("fake-size")).isEqualTo("big");
    assertThat(values("--fake-size", "tiny").values().text("fake-size")).isEqualTo("tiny");
  }

  @Test
  void onlyWhatWasGivenIsStored() throws IOException {
    assertThat(values().stored()).isEmpty();
    assertThat(values("--fake-fast", "--fakecloud-size=big", "--fake-password=x").stored())
        .containsOnlyKeys("fake-fast", "fake-size");
  }

  @Test
  void listsGatherAndFlagsAreTrueOrFalse() throws IOException {
    var values = values("--fake-tag", "a", "--fake-tag=b,c", "--fake-fast").values();
    assertThat(values.list("fake-tag")).containsExactly("a", "b,c");
    assertThat(values.flag("fake-fast")).isTrue();
    assertThat(values().values().flag("fake-fast")).isFalse();
  }

  @Test
  void aNumberThatIsNoneIsRefusedBeforeTheDriverIsAsked() {
    assertThatThrownBy(() -> values("--fake-cpus", "two"))
        .isInstanceOf(MachineFailure.class)
        .hasMessageContaining("option --fake-cpus takes a whole number");
    assertThatThrownBy(() -> values("--fake-cpus=-1")).isInstanceOf(MachineFailure.class);
  }

  @Test
  void theDriverIsTheLastOneNamedBeforeTheEndOfOptions() {
    assertThat(choice("create", "-d", "a", "n")).isEqualTo("a");
    assertThat(choice("create", "n", "--driver=b")).isEqualTo("b");
    assertThat(choice("create", "-d", "a", "-d=b", "n")).isEqualTo("b");
    assertThat(choice("create", "n", "--", "-d", "a")).isEqualTo("qemu");
    caller.env("MACHINE_DRIVER", "c");
    assertThat(choice("create", "n")).isEqualTo("c");
  }

  private String choice(String... arguments) {
    return DriverChoice.of(List.of(arguments), caller.caller());
  }
}
