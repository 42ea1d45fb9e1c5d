package dev.jmachine.core.docker;

import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Machines, and folders with what their clients need, for tests. */
final class ContextMachines {
  private ContextMachines() {}

  static Machine machine(String name, String uid) {
    return Machine.reserved(
            new MachineName(name),
            uid,
            "2026-11-23T20:00:00Z",
            new MachineSpec("fake", Map.of(), EngineOptions.defaults()))
        .withAccess(new HostAccess(null, "192.0.2.7", 2376, 2376, List.of()));
  }

  static Path tlsFolder(Path parent, String content) throws IOException {
    Path folder = Files.createDirectories(parent.resolve("tls-" + content));
    for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
      Files.writeString(folder.resolve(file), content + " " + file + "\n");
    }
    return folder;
  }
}
