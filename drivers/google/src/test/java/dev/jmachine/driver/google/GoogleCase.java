package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of the driver against a project that is empty at its begin. */
abstract class GoogleCase {
  @TempDir Path folder;
  GoogleSetting google;

  @BeforeEach
  void anEmptyProject() {
    google = new GoogleSetting(folder);
  }

  @AfterEach
  void close() {
    google.close();
  }

  void anotherProject() {
    google.close();
    google = new GoogleSetting(folder);
  }

  Map<String, Object> inserted() {
    return google.gce.bodies("instances.insert").getLast();
  }

  Map<String, Object> disk() {
    return objects(inserted(), "disks").getFirst();
  }

  @SuppressWarnings(
      "unchecked") // a body is JSON, whose arrays of objects have no type of their own
  static List<Map<String, Object>> objects(Map<String, Object> in, String name) {
    return (List<Map<String, Object>>) Objects.requireNonNull(in.get(name));
  }

  List<String> kinds(int from) {
    List<String> calls = google.gce.calls();
    return calls.subList(from, calls.size()).stream().distinct().toList();
  }

  void assertCheckFails(String reason) {
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CHECK);
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.hints()).isNotEmpty();
            });
  }
}
