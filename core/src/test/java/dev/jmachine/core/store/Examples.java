package dev.jmachine.core.store;

import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.resource.Resource;
import java.util.List;
import java.util.Map;

/** Records for tests. */
final class Examples {
  private Examples() {}

  static Machine reserved(String name) {
    return Machine.reserved(
        new MachineName(name),
        "uid-" + name,
        "2026-11-23T20:00:00Z",
        new MachineSpec("fake", Map.of(), EngineOptions.defaults()));
  }

  /** Every member set, with texts that need escapes. */
  static Machine full(String name) {
    SshEndpoint ssh =
        new SshEndpoint(
            "192.0.2.7",
            22,
            "admin",
            "/home/\u00fcser/id \"x\"",
            List.of(new HostKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA")),
            false,
            "hop@192.0.2.1:22");
    EngineOptions options =
        new EngineOptions(
            "distro",
            "27.3",
            List.of("log-level=debug"),
            List.of("a=$(x)", "b=\n\t\\"),
            Map.of("HTTP_PROXY", "http://proxy:3128", "A", "1", "Z", "2"),
            List.of("reg:5000"),
            List.of("https://mirror"),
            "overlay2",
            List.of("dev.example"));
    return new Machine(
        Machine.SCHEMA,
        name,
        "uid-" + name,
        "2026-11-23T20:00:00Z",
        Phase.READY,
        new MachineSpec(
            "fake", Map.of("fake-size", List.of("big"), "fake-tag", List.of()), options),
        List.of(
            Resource.intent("disk", "t-1", Map.of("path", "/x")),
            Resource.intent("instance", "t-2", Map.of()).made("i-1")),
        new HostAccess(ssh, "192.0.2.7", 2376, 2376, List.of("192.0.2.7", "localhost")),
        new Engine("tcp://192.0.2.7:2376", "28.2.2", "1.50", "2027-11-23T20:00:00Z"),
        "2026-11-24T20:00:00Z",
        "Installing engine",
        true);
  }
}
