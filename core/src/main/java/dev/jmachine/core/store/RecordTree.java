package dev.jmachine.core.store;

import dev.jmachine.core.json.JsonText;
import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form of a record of schema 1 as it is written: the components of each type by their names,
 * absent ones left out. {@link RecordReader} reads it.
 */
final class RecordTree {
  private RecordTree() {}

  static Map<String, Object> of(Machine machine) {
    return JsonText.object(
        "schema", machine.schema(),
        "name", machine.name(),
        "uid", machine.uid(),
        "created", machine.created(),
        "phase", machine.phase().name(),
        "spec", of(machine.spec()),
        "ledger", list(machine.ledger(), RecordTree::of),
        "access", ifPresent(machine.access(), RecordTree::of),
        "engine", ifPresent(machine.engine(), RecordTree::of),
        "expires", machine.expires(),
        "step", machine.step(),
        // only where it is so: a record of the same form is then what it was before
        "locked", machine.locked() ? Boolean.TRUE : null);
  }

  private static Map<String, Object> of(MachineSpec spec) {
    return JsonText.object(
        "driver", spec.driver(),
        "driverOptions", spec.driverOptions(),
        "engine", of(spec.engine()));
  }

  private static Map<String, Object> of(EngineOptions options) {
    return JsonText.object(
        "install", options.install(),
        "version", options.version(),
        "options", options.options(),
        "labels", options.labels(),
        "env", options.env(),
        "insecureRegistries", options.insecureRegistries(),
        "registryMirrors", options.registryMirrors(),
        "storageDriver", options.storageDriver(),
        "tlsSans", options.tlsSans());
  }

  private static Map<String, Object> of(Resource resource) {
    return JsonText.object(
        "kind", resource.kind(),
        "token", resource.token(),
        "id", resource.id(),
        "attributes", resource.attributes());
  }

  private static Map<String, Object> of(HostAccess access) {
    return JsonText.object(
        "ssh", ifPresent(access.ssh(), RecordTree::of),
        "engineHost", access.engineHost(),
        "enginePort", access.enginePort(),
        "engineListenPort", access.engineListenPort(),
        "names", access.names());
  }

  private static Map<String, Object> of(SshEndpoint ssh) {
    return JsonText.object(
        "host", ssh.host(),
        "port", ssh.port(),
        "user", ssh.user(),
        "identityFile", ssh.identityFile(),
        "hostKeys", list(ssh.hostKeys(), HostKey::text),
        "trustOnFirstUse", ssh.trustOnFirstUse(),
        "jumpHost", ssh.jumpHost());
  }

  private static Map<String, Object> of(Engine engine) {
    return JsonText.object(
        "url", engine.url(),
        "version", engine.version(),
        "apiVersion", engine.apiVersion(),
        "certificateExpires", engine.certificateExpires());
  }

  /** A loop: streams load some fifty classes, which a process that has just started feels. */
  private static <A, B> List<B> list(List<A> all, Function<A, B> function) {
    List<B> results = new ArrayList<>(all.size());
    for (A element : all) {
      results.add(function.apply(element));
    }
    return results;
  }

  private static <A, B> @Nullable B ifPresent(@Nullable A value, Function<A, B> function) {
    return value == null ? null : function.apply(value);
  }
}
