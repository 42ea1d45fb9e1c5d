package dev.jmachine.core.machine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants of the engine; docker-machine's {@code --engine-…} options and ours. Values
 * are data: they reach the host as JSON or quoted, never through a shell.
 *
 * @param install where it comes from, as in {@link EngineInstall#parse}
 * @param version the wanted version ("27.3.1" or a prefix of it), null for any
 * @param options {@code --engine-opt}: daemon options as NAME or NAME=VALUE, in order
 * @param labels {@code --engine-label}: KEY=VALUE, in order
 * @param env {@code --engine-env}: environment of the daemon
 * @param insecureRegistries {@code --engine-insecure-registry}
 * @param registryMirrors {@code --engine-registry-mirror}
 * @param storageDriver {@code --engine-storage-driver}, null for the engine's own choice
 * @param tlsSans {@code --tls-san}: more names for the server certificate
 */
public record EngineOptions(
    String install,
    @Nullable String version,
    List<String> options,
    List<String> labels,
    Map<String, String> env,
    List<String> insecureRegistries,
    List<String> registryMirrors,
    @Nullable String storageDriver,
    List<String> tlsSans) {
  public EngineOptions {
    EngineInstall.parse(install);
    options = List.copyOf(options);
    labels = List.copyOf(labels);
    env =
        env.size() < 2
            ? Map.copyOf(env)
            : Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(env)));
    insecureRegistries = List.copyOf(insecureRegistries);
    registryMirrors = List.copyOf(registryMirrors);
    tlsSans = List.copyOf(tlsSans);
  }

  /** Nothing asked for: {@code auto} and the engine's defaults. */
  public static EngineOptions defaults() {
    return new EngineOptions(
        "auto", null, List.of(), List.of(), Map.of(), List.of(), List.of(), null, List.of());
  }

  public EngineInstall source() {
    return EngineInstall.parse(install);
  }
}
