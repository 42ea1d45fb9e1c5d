package dev.jmachine.driver.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of the driver against a subscription that is empty at its begin. */
abstract class AzureCase {
  static final String GROUP = AzureSetting.GROUP;

  @TempDir Path folder;
  AzureSetting azure;

  @BeforeEach
  void anEmptySubscription() {
    azure = new AzureSetting(folder);
  }

  @AfterEach
  void close() {
    azure.close();
  }

  void anotherSubscription() {
    azure.close();
    azure = new AzureSetting(folder);
  }

  void assertCheckFails(String reason) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(azure::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CHECK);
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.hints()).isNotEmpty();
            });
  }

  static String of(String path) {
    return GROUP + "/providers/" + path;
  }

  Map<?, ?> vm() {
    return properties("PUT virtualMachines");
  }

  Map<?, ?> properties(String label) {
    return map(azure.arm.requests(label).getLast().get("properties"));
  }

  static Map<?, ?> at(Map<?, ?> from, String... names) {
    Map<?, ?> map = from;
    for (String name : names) {
      map = map(map.get(name));
    }
    return map;
  }

  static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNull(value);
  }
}
