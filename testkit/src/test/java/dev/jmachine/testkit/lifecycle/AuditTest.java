package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.json.JsonObject;
import dev.jmachine.core.lifecycle.MachineLocking;
import dev.jmachine.core.lifecycle.MachinePower;
import dev.jmachine.core.lifecycle.MachineRemoval;
import dev.jmachine.testkit.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
  private static final String SECRET = "s3cret-of-the-account";

  @TempDir Path root;
  private Stage stage;

  @BeforeEach
  void setUp() {
    stage = new Stage(root);
  }

  @Test
  void every_verb_that_changes_something_writes_a_line_with_who_what_and_how_it_ended()
      throws Exception {
    stage.create();
    MachinePower power = new MachinePower(stage.surroundings);
    power.stop(Stage.DEV, stage.provider, Stage.LONG, stage.steps);
    power.start(Stage.DEV, stage.provider, Stage.LONG, stage.steps);
    new MachineLocking(stage.surroundings).set(Stage.DEV, true, stage.provider, stage.steps);
    var _ = catchThrowable(this::remove);
    new MachineLocking(stage.surroundings).set(Stage.DEV, false, stage.provider, stage.steps);
    remove();

    List<JsonObject> lines = lines();

    assertThat(lines)
        .extracting(line -> line.string("verb") + " " + line.string("result"))
        .containsExactly(
            "create ok", "stop ok", "start ok", "lock ok", "rm failed", "unlock ok", "rm ok");
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.string("machine")).isEqualTo("dev");
              assertThat(line.string("driver")).isEqualTo("fake");
              assertThat(line.string("uid")).isEqualTo(lines.getFirst().string("uid"));
              assertThat(line.string("user")).isNotBlank();
            });
    assertThat(lines.getFirst().strings("made"))
        .containsExactly("disk disk-1", "instance instance-2");
    assertThat(lines.getLast().strings("deleted"))
        .containsExactly("instance instance-2", "disk disk-1");
  }

  @Test
  void a_create_that_fails_tells_what_it_made_and_took_back() throws Exception {
    stage.cloud.faultAt(3, Fault.REFUSED);
    var _ = catchThrowable(() -> stage.create());
    JsonObject line = lines().getFirst();
    assertThat(line.string("result")).isEqualTo("failed");
    assertThat(line.strings("made")).containsExactly("disk disk-1");
    assertThat(line.strings("deleted")).hasSize(2);
  }

  @Test
  void the_log_is_its_owner_s_alone_and_holds_no_secret() throws Exception {
    OptionValues options =
        new OptionValues(Map.of("fake-size", List.of("small"), "fake-password", List.of(SECRET)));
    stage.create(stage.provider, options, Map.of("fake-size", List.of("small")));
    remove();
    stage.cloud.faultNext(Fault.REFUSED);
    var _ =
        catchThrowable(
            () -> stage.create(stage.provider, options, Map.of("fake-size", List.of("small"))));

    assertThat(Files.readString(root.resolve("audit.log"))).hasLineCount(3).doesNotContain(SECRET);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("audit.log"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_log_that_cannot_be_written_fails_no_verb() throws Exception {
    Files.createDirectories(root.resolve("audit.log"));
    stage.create();
    assertThat(stage.store.exists(Stage.DEV)).isTrue();
  }

  private void remove() throws Exception {
    new MachineRemoval(stage.surroundings).remove(Stage.DEV, stage.provider, false, stage.steps);
  }

  private List<JsonObject> lines() throws Exception {
    return Files.readAllLines(root.resolve("audit.log")).stream().map(JsonObject::parse).toList();
  }
}
