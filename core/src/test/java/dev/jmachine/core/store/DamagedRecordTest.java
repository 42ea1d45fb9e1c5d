package dev.jmachine.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.FaultCase;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedRecordTest {
  private static final MachineName WEB = new MachineName("web-1");

  @TempDir Path home;
  private MachineStore store;
  private Path record;

  @BeforeEach
  void setUp() throws Exception {
    store = MachineStore.at(home.resolve("store"), Clock.systemUTC());
    for (String name : List.of("web-1", "web-2")) {
      try (MachineLock lock = store.reserve(new MachineName(name), "create")) {
        store.save(lock, Examples.full(name));
      }
    }
    record = store.machineFolder(WEB).resolve("machine.json");
  }

  @Test
  void aRecordCutAnywhereIsDamagedAndNothingWorse() {
    String text = MachineJson.text(Examples.full("web-1")).strip();
    byte[] whole = text.getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> MachineJson.read(cut))
          .as("cut to " + length)
          .isInstanceOf(UnusableRecordException.class);
    }
  }

  @Test
  @FaultCase(id = "F28", sees = "that machine alone is shown as damaged")
  void aTruncatedRecordSpoilsOnlyItsOwnMachine() throws Exception {
    Files.writeString(record, Files.readString(record).substring(0, 100));
    assertThat(store.list())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .asInstanceOf(InstanceOfAssertFactories.type(StoredMachine.Damaged.class))
                    .satisfies(
                        damaged -> {
                          assertThat(damaged.name()).isEqualTo("web-1");
                          assertThat(damaged.reason()).startsWith("machine.json: it is damaged: ");
                        }),
            second -> assertThat(second.name()).isEqualTo("web-2"));
  }

  @Test
  @FaultCase(id = "F28", sees = "the file, and the command that puts the copy before it back")
  void theFailureNamesTheFileAndThePreviousCopy() throws Exception {
    try (MachineLock lock = store.lock(WEB, "start")) {
      store.save(lock, Examples.full("web-1"));
    }
    Files.writeString(record, "{\"schema\":1,");
    assertThatThrownBy(() -> store.load(WEB))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
              assertThat(failure.what()).isEqualTo("cannot read the record of machine \"web-1\"");
              assertThat(failure.reason()).startsWith(record + ": it is damaged: ");
              assertThat(failure.hints()).containsExactly("cp " + record + ".prev " + record);
            });
    Files.copy(record.resolveSibling("machine.json.prev"), home.resolve("copy"));
    assertThat(home.resolve("copy")).hasContent(MachineJson.text(Examples.full("web-1")));
  }

  @Test
  void withoutAPreviousCopyItCanOnlyBeRemovedByForce() throws Exception {
    Files.writeString(record, "");
    assertThatThrownBy(() -> store.load(WEB))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> assertThat(failure.hints()).containsExactly("jmachine rm -f web-1"));
  }

  @Test
  void aDamagedMachineCanBeLockedAndDeletedButNotReserved() throws Exception {
    Files.writeString(record, "");
    assertThat(store.exists(WEB)).isTrue();
    assertThatThrownBy(() -> store.reserve(WEB, "create")).isInstanceOf(MachineFailure.class);
    try (MachineLock lock = store.lock(WEB, "rm")) {
      store.delete(lock);
    }
    assertThat(store.exists(WEB)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uid",
        "created",
        "phase",
        "spec",
        "ledger",
        "driver",
        "driverOptions",
        "engine",
        "install",
        "labels",
        "host",
        "user",
        "hostKeys",
        "engineHost",
        "names",
        "url",
        "version",
        "kind",
        "name"
      })
  void aRecordWithoutAMemberThatItNeedsIsDamaged(String member) {
    String text =
        MachineJson.text(Examples.full("web-1")).replace("\"" + member + "\"", "\"other\"");
    assertThatThrownBy(() -> MachineJson.read(text.getBytes(UTF_8)))
        .isInstanceOf(UnusableRecordException.class);
  }

  @Test
  void aRecordInTheWrongFolderIsDamaged() throws Exception {
    Files.copy(
        store.machineFolder(new MachineName("web-2")).resolve("machine.json"),
        record,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> store.load(WEB))
        .isInstanceOf(MachineFailure.class)
        .hasMessageEndingWith("it is that of machine \"web-2\", in a folder of another name");
  }

  @Test
  void aFolderWithoutARecordIsDamaged() throws Exception {
    Files.delete(record);
    Files.writeString(record.resolveSibling("id_ed25519"), "x");
    assertThat(store.list().getFirst())
        .isEqualTo(new StoredMachine.Damaged("web-1", "machine.json: it is missing"));
    assertThatThrownBy(() -> store.load(WEB))
        .isInstanceOf(MachineFailure.class)
        .hasMessageEndingWith("machine.json: it is missing");
  }

  @Test
  void whatIsNoMachineIsNotListed() throws Exception {
    Path machines = store.root().resolve("machines");
    Files.writeString(machines.resolve("a-file"), "x");
    Files.createDirectories(machines.resolve(".hidden"));
    Files.createDirectories(machines.resolve("empty"));
    assertThat(store.list()).extracting(StoredMachine::name).containsExactly("web-1", "web-2");
  }

  @Test
  void aRecordThatCannotBeReadAtAllIsDamaged() throws IOException {
    Files.delete(record);
    Files.createDirectory(record);
    assertThat(store.list().getFirst())
        .isInstanceOfSatisfying(
            StoredMachine.Damaged.class,
            damaged -> assertThat(damaged.reason()).contains("machine.json"));
  }

  @Test
  @FaultCase(id = "F29", sees = "\"made by a newer jmachine\"; nothing is written")
  void aNewerRecordIsRefusedAndSaysSo() throws Exception {
    Files.writeString(record, Files.readString(record).replace("\"schema\": 1", "\"schema\": 2"));
    String reason = "it was made by a newer jmachine (schema 2; this one reads up to 1)";
    assertThatThrownBy(() -> store.load(WEB))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.reason()).endsWith(reason);
              assertThat(failure.hints()).containsExactly("update jmachine");
            });
    assertThat(store.list().getFirst())
        .isEqualTo(new StoredMachine.Damaged("web-1", "machine.json: " + reason));
  }

  @Test
  void aNewerRecordOfAnotherFormIsNotCalledDamaged() throws Exception {
    Files.writeString(record, "{\"name\":[1,{}],\"phase\":\"FLYING\",\"schema\":3}");
    assertThatThrownBy(() -> store.load(WEB))
        .isInstanceOf(MachineFailure.class)
        .hasMessageContaining("made by a newer jmachine (schema 3");
  }

  @Test
  void aRecordWithoutASchemaIsDamaged() {
    String text = MachineJson.text(Examples.full("web-1")).replace("\"schema\"", "\"other\"");
    assertThatThrownBy(() -> MachineJson.read(text.getBytes(UTF_8)))
        .isInstanceOf(UnusableRecordException.class)
        .hasMessage("it has no schema version");
  }

  @Test
  void membersThatWeDoNotKnowAreSkipped() throws Exception {
    String text =
        MachineJson.text(Examples.full("web-1"))
            .replaceFirst("\\{", "{ \"new\": {\"a\": [1, 2.5e300, null, \"}\"]},");
    assertThat(MachineJson.read(text.getBytes(UTF_8))).isEqualTo(Examples.full("web-1"));
  }
}
