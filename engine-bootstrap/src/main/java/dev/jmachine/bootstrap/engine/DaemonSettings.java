package dev.jmachine.bootstrap.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we want in {@code daemon.json}; everything else in it is the user's.
 *
 * @param listenAddress where the engine takes TLS connections: "0.0.0.0", "[::]"
 * @param listenPort the port inside the host
 * @param labels KEY=VALUE
 * @param liveRestore whether containers outlive the daemon's restarts; swarm mode forbids it
 */
public record DaemonSettings(
    String listenAddress,
    int listenPort,
    List<String> labels,
    List<String> insecureRegistries,
    List<String> registryMirrors,
    @Nullable String storageDriver,
    boolean liveRestore) {
  public DaemonSettings {
    labels = List.copyOf(labels);
    insecureRegistries = List.copyOf(insecureRegistries);
    registryMirrors = List.copyOf(registryMirrors);
  }
}
