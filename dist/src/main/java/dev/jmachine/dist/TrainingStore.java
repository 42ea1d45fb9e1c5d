package dev.jmachine.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/** Machines for the AOT training that only their driver could make: two stopped ones of qemu. */
final class TrainingStore {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private TrainingStore() {}

  /** Puts them into the store in {@code folder}. */
  static void fill(Path folder) throws IOException {
    for (String name : List.of("vm", "vm-2")) {
      Path machine = folder.resolve("machines").resolve(name);
      Path vm = Files.createDirectories(machine.resolve("qemu"), OWNER_ONLY);
      write("machine.json", name, machine);
      write("vm.json", name, vm);
      Files.createFile(vm.resolve("disk.qcow2"));
    }
  }

  private static void write(String resource, String name, Path folder) throws IOException {
    try (InputStream in = TrainingStore.class.getResourceAsStream("training/" + resource)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      Files.writeString(folder.resolve(resource), text.replace("@NAME@", name));
    }
  }
}
