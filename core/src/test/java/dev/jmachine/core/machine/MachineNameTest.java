package dev.jmachine.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "dev", "Web-1", "a.b", "a-.b", "a--b", "A9", "x.y.z-9"})
  void namesOfHostsAreTaken(String name) {
    assertThat(new MachineName(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "-x",
        "x-",
        ".x",
        "x.",
        "a..b",
        "a/b",
        "../x",
        "a\\b",
        "a b",
        "a\nb",
        "dev\n",
        "a\u0000b",
        "b\u00fcro",
        "\u4e2d",
        "\uD83D\uDC33",
        "\u0430dev",
        "a_b",
        "a$b",
        "a;b",
        "a:b",
        "~",
        "*"
      })
  void whatCouldLeaveTheStoreOrAShellWordIsRefused(String name) {
    assertThatThrownBy(() -> new MachineName(name))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.USAGE);
              assertThat(failure.what()).startsWith("invalid machine name \"");
              assertThat(failure.what().chars()).noneMatch(Character::isISOControl);
            });
  }

  @Test
  void sixtyThreeCharactersAreTheMost() {
    assertThat(new MachineName("x".repeat(63)).value()).hasSize(63);
    for (int length : new int[] {64, 300}) {
      assertThatThrownBy(() -> new MachineName("x".repeat(length)))
          .isInstanceOf(MachineFailure.class)
          .hasMessage(
              "invalid machine name \"xxxxxxxxxxxxxxxxxxxx\u2026\": longer than 63 characters");
    }
  }

  /** The rule said a second time, as a regular expression, on many short names. */
  @Test
  void theLoopSaysTheSameAsTheRule() {
    Pattern rule = Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9-]|\\.(?!\\.))*(?<![.-])");
    Random random = new Random(7);
    for (int i = 0; i < 4_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = random.nextInt(6); length > 0; length--) {
        name.append("aZ0.-_".charAt(random.nextInt(6)));
      }
      assertThat(isTaken(name.toString())).as("%s", name).isEqualTo(rule.matcher(name).matches());
    }
  }

  private static boolean isTaken(String name) {
    try {
      return new MachineName(name).value().equals(name);
    } catch (MachineFailure refused) {
      return false;
    }
  }
}
