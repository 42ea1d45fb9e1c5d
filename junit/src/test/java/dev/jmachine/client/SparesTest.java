package dev.jmachine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SparesTest {
  private static final HostWish WISH = JMachine.create("it").wish();

  private static String of(Map<String, String> properties, Map<String, String> environment) {
    return new Spares(properties::get, environment::get).of(WISH);
  }

  @Test
  void oneWaitsForAnHourWhereSomebodyWorks() {
    assertThat(of(Map.of(), Map.of())).isEqualTo("1h");
    assertThat(of(Map.of(), Map.of("CI", "true"))).isEmpty();
    assertThat(of(Map.of(), Map.of("CI", "false"))).isEqualTo("1h");
  }

  @Test
  void theUserSaysForHowLongAndWhetherAtAll() {
    assertThat(of(Map.of(), Map.of("JMACHINE_SPARE", "0"))).isEmpty();
    assertThat(of(Map.of(), Map.of("JMACHINE_SPARE", "10m", "CI", "1"))).isEqualTo("10m");
    assertThat(of(Map.of("jmachine.spare", "2h"), Map.of("JMACHINE_SPARE", "0"))).isEqualTo("2h");
    assertThat(of(Map.of("jmachine.spare", "0"), Map.of())).isEmpty();
  }

  @Test
  void onlyTheFirstKindOfHostOfAJvmLeavesOne() {
    Spares spares = new Spares(name -> null, name -> null);
    HostWish large = JMachine.create("it").memory(4096).wish();
    assertThat(spares.of(WISH)).isEqualTo("1h");
    assertThat(spares.of(large)).isEmpty();
    assertThat(spares.of(WISH)).isEqualTo("1h");
  }
}
