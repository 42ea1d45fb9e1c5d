package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.json.JsonTypes;
import dev.jmachine.driver.qemu.vm.jsonb.GeneratedJsonComponent;
import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads and writes the two small files of a virtual machine. */
final class VmStore {
  private static final Jsonb JSON = JsonTypes.of(new GeneratedJsonComponent()).build();

  private final VmFiles files;

  VmStore(VmFiles files) {
    this.files = files;
  }

  static Optional<VmRecord> record(Path file) throws IOException {
    return read(file, VmRecord.class);
  }

  void save(VmRecord record) throws IOException {
    PrivateFiles.write(files.record(), JSON.toJsonPretty(record) + "\n");
  }

  Optional<ProcessMark> process() throws IOException {
    return read(files.process(), ProcessMark.class);
  }

  void save(ProcessMark mark) throws IOException {
    PrivateFiles.write(files.process(), JSON.toJson(mark) + "\n");
  }

  void forgetProcess() throws IOException {
    Files.deleteIfExists(files.process());
  }

  private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    try {
      return Optional.of(JSON.type(type).fromJson(PrivateFiles.read(file)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (JsonException | IllegalArgumentException e) {
      throw MachineFailure.failed("cannot read " + file).because("the file is damaged", e);
    }
  }
}
