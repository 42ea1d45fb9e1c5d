package dev.jmachine.driver.none;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class NoneProviderTest {
  private final DriverInfo info = new NoneProvider().info();

  @Test
  void theServiceLoaderFindsIt() {
    assertThat(ServiceLoader.load(DriverProvider.class))
        .anySatisfy(provider -> assertThat(provider.info().name()).isEqualTo("none"));
  }

  @Test
  void dockerMachinesNameOfTheUrlIsTaken() {
    assertThat(info.options().getFirst().aliases()).containsExactly("url");
  }

  @Test
  void everyOptionHasAHelpTextOfOneSentence() {
    assertThat(info.options())
        .allSatisfy(option -> assertThat(option.help()).isNotBlank().doesNotEndWith("."));
  }

  @Test
  void itLacksEveryCapability() {
    assertThat(info.lacks()).containsOnlyKeys(Capability.values());
  }
}
