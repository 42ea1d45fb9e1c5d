package dev.jmachine.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionValuesTest {
  private final OptionValues values =
      new OptionValues(
          Map.of(
              "x-cpus", List.of("2"),
              "x-size", List.of("small", "big"),
              "x-fast", List.of("true"),
              "x-empty", List.of(" "),
              "x-none", List.of()));

  @Test
  void theLastOfSeveralValuesCounts() {
    assertThat(values.text("x-size")).isEqualTo("big");
    assertThat(values.list("x-size")).containsExactly("small", "big");
    assertThat(values.number("x-cpus")).isEqualTo(2);
    assertThat(values.flag("x-fast")).isTrue();
  }

  @Test
  void whatWasNotGivenIsAbsent() {
    assertThat(values.text("x-none")).isNull();
    assertThat(values.text("x-other")).isNull();
    assertThat(values.flag("x-other")).isFalse();
    assertThat(values.list("x-other")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-empty", "x-none", "x-other"})
  void aMissingOptionIsNamed(String option) {
    assertThatThrownBy(() -> values.require(option))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.USAGE);
              assertThat(failure.what()).isEqualTo("option --" + option + " is missing");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "-1", "1.5", "99999999999", "1 GB"})
  void whatIsNoNumberIsTold(String text) {
    OptionValues wrong = new OptionValues(Map.of("x-cpus", List.of(text)));
    assertThatThrownBy(() -> wrong.number("x-cpus"))
        .isInstanceOf(MachineFailure.class)
        .hasMessage("option --x-cpus takes a whole number: \"" + text + "\" is none");
  }
}
