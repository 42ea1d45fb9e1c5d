package dev.jmachine.example.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.driver.DriverProvider;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelloProviderTest {
  private final DriverInfo info = new HelloProvider().info();

  @Test
  void theServiceLoaderFindsItByNameAndAlias() {
    assertThat(ServiceLoader.load(DriverProvider.class))
        .anySatisfy(
            provider -> {
              assertThat(provider.info().isCalled("hello")).isTrue();
              assertThat(provider.info().isCalled("hellocloud")).isTrue();
            });
  }

  @Test
  void itOpensADriverOnTheFolder(@TempDir Path folder) throws Exception {
    HelloSetting setting = new HelloSetting(folder);
    try (var driver = new HelloProvider().open(setting.context())) {
      driver.check(HelloSetting.NAME, setting.values(), setting.steps());
      assertThat(driver.find()).isEmpty();
    }
  }

  @Test
  void theTokenIsSecret() {
    assertThat(info.options())
        .filteredOn(DriverOption::secret)
        .extracting(DriverOption::name)
        .containsExactly("hello-token");
  }

  @Test
  void everyOptionHasAHelpTextOfOneSentence() {
    assertThat(info.options())
        .allSatisfy(option -> assertThat(option.help()).isNotBlank().doesNotEndWith("."));
  }
}
