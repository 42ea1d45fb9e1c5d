package dev.jmachine.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> KNOWN = List.of("web-1", "database", "dev");

  @Test
  void aSlipOfTheFingersIsFound() {
    assertThat(Nearest.to("wbe-1", KNOWN)).isEqualTo("web-1");
    assertThat(Nearest.to("databsae", KNOWN)).isEqualTo("database");
    assertThat(Nearest.to("devv", KNOWN)).isEqualTo("dev");
    assertThat(Nearest.to("DEV", KNOWN)).isEqualTo("dev");
  }

  @Test
  void somethingElseIsNotGuessedAt() {
    assertThat(Nearest.to("production", KNOWN)).isNull();
    assertThat(Nearest.to("x", KNOWN)).isNull();
    assertThat(Nearest.to("x", List.of())).isNull();
  }
}
