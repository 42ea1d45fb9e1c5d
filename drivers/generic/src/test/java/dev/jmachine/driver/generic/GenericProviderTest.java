package dev.jmachine.driver.generic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.driver.DriverProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenericProviderTest {
  private final DriverInfo info = new GenericProvider().info();

  @Test
  void theServiceLoaderFindsIt() {
    assertThat(ServiceLoader.load(DriverProvider.class))
        .anySatisfy(provider -> assertThat(provider.info().name()).isEqualTo("generic"));
  }

  /** drivers/generic/generic.go of docker/machine at b170508b. */
  @ParameterizedTest
  @CsvSource({
    "generic-ip-address, GENERIC_IP_ADDRESS,",
    "generic-engine-port, GENERIC_ENGINE_PORT, 2376",
    "generic-ssh-user, GENERIC_SSH_USER, root",
    "generic-ssh-key, GENERIC_SSH_KEY,",
    "generic-ssh-port, GENERIC_SSH_PORT, 22"
  })
  void theOptionsOfDockerMachineKeepNameVariableAndDefault(String name, String env, String value) {
    DriverOption option =
        info.options().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
    assertThat(option.env()).containsExactly(env);
    assertThat(option.defaultValue()).isEqualTo(value);
  }

  @Test
  void everyOptionHasAHelpTextOfOneSentence() {
    assertThat(info.options())
        .allSatisfy(option -> assertThat(option.help()).isNotBlank().doesNotEndWith("."));
  }

  @Test
  void itLogsInButHasNoPowerSwitch() {
    assertThat(info.can(Capability.SSH)).isTrue();
    assertThat(info.lacks())
        .containsOnlyKeys(
            Capability.START_STOP,
            Capability.KILL,
            Capability.CONSOLE,
            Capability.FIND,
            Capability.EXPIRY);
  }
}
