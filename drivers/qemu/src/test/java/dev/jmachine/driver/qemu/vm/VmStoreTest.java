package dev.jmachine.driver.qemu.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.MachineFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VmStoreTest {
  private static final VmRecord FULL =
      new VmRecord(
          "jmachine/dev/0123",
          "6f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0",
          "pc-q35-7.2",
          "auto",
          2,
          1024,
          "/cache/vmlinuz \"é\"",
          "/cache/initrd",
          "root",
          List.of("8080:80"),
          List.of("40022:22", "42376:2376"),
          "/run/sockets",
          "0123456789abcdef");

  @TempDir Path folder;
  private VmStore store;
  private VmFiles files;

  @BeforeEach
  void setUp() {
    files = new VmFiles(folder, folder);
    store = new VmStore(files);
  }

  @Test
  void whatIsWrittenReadsBackTheSame() throws Exception {
    store.save(FULL);
    assertThat(VmStore.record(files.record())).contains(FULL);
    ProcessMark mark = new ProcessMark(4_294_967_296L, "boot/123");
    store.save(mark);
    assertThat(store.process()).contains(mark);
  }

  @Test
  void aDiskWithABootLoaderHasNoKernel() throws Exception {
    VmRecord cloud =
        new VmRecord(
            "n",
            "u",
            "q35",
            "tcg",
            1,
            512,
            null,
            null,
            "jmachine",
            List.of(),
            List.of(),
            "/s",
            null);
    store.save(cloud);
    assertThat(VmStore.record(files.record())).contains(cloud);
  }

  @Test
  void filesThatAreNotThereAreNone() throws Exception {
    assertThat(VmStore.record(files.record())).isEmpty();
    assertThat(store.process()).isEmpty();
  }

  @Test
  void aRecordCutAnywhereIsDamagedAndNothingWorse() throws Exception {
    store.save(FULL);
    String whole = Files.readString(files.record()).strip();
    for (int length = 0; length < whole.length(); length++) {
      Files.writeString(files.record(), whole.substring(0, length));
      assertThatThrownBy(() -> VmStore.record(files.record()))
          .as("cut to " + length)
          .isInstanceOf(MachineFailure.class)
          .hasMessageContaining("cannot read " + files.record());
    }
  }

  @Test
  void membersOfANewerProgramAreSkipped() throws Exception {
    store.save(FULL);
    String text = Files.readString(files.record()).strip();
    Files.writeString(files.record(), "{\"newer\":[{\"a\":1}]," + text.substring(1));
    assertThat(VmStore.record(files.record())).contains(FULL);
  }
}
