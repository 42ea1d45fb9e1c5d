package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.json.JsonTypes;
import dev.jmachine.driver.qemu.vm.jsonb.GeneratedJsonComponent;
import io.avaje.jsonb.Jsonb;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Reads and writes the two small files of a virtual machine. */
final class VmStore {
  private final VmFiles files;

  VmStore(VmFiles files) {
    this.files = files;
  }

  /** What writes: made at the first file, as reading alone must not wait for it (25 ms). */
  private static final class Written {
    static final Jsonb JSON = JsonTypes.of(new GeneratedJsonComponent()).build();
  }

  static Optional<VmRecord> record(Path file) throws IOException {
    return read(file, VmReader::record);
  }

  void save(VmRecord record) throws IOException {
    PrivateFiles.write(files.record(), Written.JSON.toJsonPretty(record) + "\n");
  }

  Optional<ProcessMark> process() throws IOException {
    return read(files.process(), VmReader::process);
  }

  void save(ProcessMark mark) throws IOException {
    PrivateFiles.write(files.process(), Written.JSON.toJson(mark) + "\n");
  }

  void forgetProcess() throws IOException {
    Files.deleteIfExists(files.process());
  }

  private static <T> Optional<T> read(Path file, Function<byte[], T> form) throws IOException {
    File plain = file.toFile();
    // asked first, since of a thousand stopped machines each lacks a file
    if (!plain.exists()) {
      return Optional.empty();
    }
    try (FileInputStream in = new FileInputStream(plain)) {
      return Optional.of(form.apply(in.readAllBytes()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw MachineFailure.failed("cannot read " + file).because("the file is damaged", e);
    }
  }
}
