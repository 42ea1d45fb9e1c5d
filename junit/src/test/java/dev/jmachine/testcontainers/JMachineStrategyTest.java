package dev.jmachine.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

class JMachineStrategyTest {
  @Test
  void testcontainersFindsItBeforeItsOwnAndItStepsAsideWithoutAHost() {
    var found =
        ServiceLoader.load(DockerClientProviderStrategy.class).stream()
            .map(ServiceLoader.Provider::type)
            .toList();
    assertThat(found).contains(JMachineStrategy.class);

    JMachineStrategy strategy = new JMachineStrategy();
    assertThat(strategy.isApplicable()).isFalse();
    assertThat(strategy.isPersistable()).isFalse();
    assertThat(strategy.getPriority()).isGreaterThan(100);
  }
}
