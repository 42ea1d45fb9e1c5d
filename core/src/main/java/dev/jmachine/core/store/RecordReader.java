package dev.jmachine.core.store;

import dev.jmachine.core.json.JsonScanner;
import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.resource.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of schema 1 in one pass, member by member; unknown members are skipped. This is the
 * hot path of every quick command: written by hand and in plain loops over the bytes themselves,
 * which for a thousand records costs half of what a library's reader does, and 25 ms less at the
 * first (docs/adr/0004-json.md, 0006-quick-lists.md). {@link RecordTree} writes the form. For one
 * thread.
 */
final class RecordReader {
  private final JsonScanner reader = new JsonScanner();

  /**
   * Reads one record.
   *
   * @throws RuntimeException of many kinds where it cannot: syntax, a missing member, a value that
   *     a constructor refuses
   */
  Machine read(byte[] json) {
    reader.over(json);
    Machine machine = machine();
    reader.end();
    return machine;
  }

  /** The schema version alone, of a record of any form. */
  int schema(byte[] json) {
    reader.over(json).beginObject();
    while (reader.hasNextField()) {
      if (reader.nextField().equals("schema")) {
        return reader.readInt();
      }
      reader.skipValue();
    }
    throw new IllegalArgumentException("\"schema\" is missing");
  }

  private Machine machine() {
    int schema = 0;
    String name = null;
    String uid = null;
    String created = null;
    String phase = null;
    MachineSpec spec = null;
    List<Resource> ledger = null;
    HostAccess access = null;
    Engine engine = null;
    String expires = null;
    String step = null;
    boolean locked = false;
    reader.beginObject();
    while (reader.hasNextField()) {
      switch (reader.nextField()) {
        case "schema" -> schema = reader.readInt();
        case "name" -> name = string();
        case "uid" -> uid = string();
        case "created" -> created = string();
        case "phase" -> phase = string();
        case "spec" -> spec = spec();
        case "ledger" -> ledger = list(this::resource);
        case "access" -> access = reader.isNullValue() ? null : access();
        case "engine" -> engine = reader.isNullValue() ? null : engine();
        case "expires" -> expires = string();
        case "step" -> step = string();
        case "locked" -> locked = reader.readBoolean();
        default -> reader.skipValue();
      }
    }
    return new Machine(
        schema,
        need("name", name),
        need("uid", uid),
        need("created", created),
        Phase.valueOf(need("phase", phase)),
        need("spec", spec),
        need("ledger", ledger),
        access,
        engine,
        expires,
        step,
        locked);
  }

  private MachineSpec spec() {
    String driver = null;
    Map<String, List<String>> driverOptions = null;
    EngineOptions engine = null;
    reader.beginObject();
    while (reader.hasNextField()) {
      switch (reader.nextField()) {
        case "driver" -> driver = string();
        case "driverOptions" -> driverOptions = listsByName();
        case "engine" -> engine = options();
        default -> reader.skipValue();
      }
    }
    return new MachineSpec(
        need("driver", driver), need("driverOptions", driverOptions), need("engine", engine));
  }

  private EngineOptions options() {
    String install = null;
    String version = null;
    List<String> options = null;
    List<String> labels = null;
    Map<String, String> env = null;
    List<String> insecureRegistries = null;
    List<String> registryMirrors = null;
    String storageDriver = null;
    List<String> tlsSans = null;
    reader.beginObject();
    while (reader.hasNextField()) {
      switch (reader.nextField()) {
        case "install" -> install = string();
        case "version" -> version = string();
        case "options" -> options = texts();
        case "labels" -> labels = texts();
        case "env" -> env = textsByName();
        case "insecureRegistries" -> insecureRegistries = texts();
        case "registryMirrors" -> registryMirrors = texts();
        case "storageDriver" -> storageDriver = string();
        case "tlsSans" -> tlsSans = texts();
        default -> reader.skipValue();
      }
    }
    return new EngineOptions(
        need("install", install),
        version,
        need("options", options),
        need("labels", labels),
        need("env", env),
        need("insecureRegistries", insecureRegistries),
        need("registryMirrors", registryMirrors),
        storageDriver,
        need("tlsSans", tlsSans));
  }

  private Resource resource() {
    String kind = null;
    String token = null;
    String id = null;
    Map<String, String> attributes = null;
    reader.beginObject();
    while (reader.hasNextField()) {
      switch (reader.nextField()) {
        case "kind" -> kind = string();
        case "token" -> token = string();
        case "id" -> id = string();
        case "attributes" -> attributes = textsByName();
        default -> reader.skipValue();
      }
    }
    return new Resource(
        need("kind", kind), need("token", token), id, need("attributes", attributes));
  }

  private HostAccess access() {
    SshEndpoint ssh = null;
    String engineHost = null;
    int enginePort = 0;
    int engineListenPort = 0;
    List<String> names = null;
    reader.beginObject();
    while (reader.hasNextField()) {
      switch (reader.nextField()) {
        case "ssh" -> ssh = reader.isNullValue() ? null : ssh();
        case "engineHost" -> engineHost = string();
        case "enginePort" -> enginePort = reader.readInt();
        case "engineListenPort" -> engineListenPort = reader.readInt();
        case "names" -> names = texts();
        default -> reader.skipValue();
      }
    }
    return new HostAccess(
        ssh, need("engineHost", engineHost), enginePort, engineListenPort, need("names", names));
  }

  private SshEndpoint ssh() {
    String host = null;
    int port = 0;
    String user = null;
    String identityFile = null;
    List<HostKey> hostKeys = null;
    boolean trustOnFirstUse = false;
    String jumpHost = null;
    reader.beginObject();
    while (reader.hasNextField()) {
      switch (reader.nextField()) {
        case "host" -> host = string();
        case "port" -> port = reader.readInt();
        case "user" -> user = string();
        case "identityFile" -> identityFile = string();
        case "hostKeys" -> hostKeys = list(this::hostKey);
        case "trustOnFirstUse" -> trustOnFirstUse = reader.readBoolean();
        case "jumpHost" -> jumpHost = string();
        default -> reader.skipValue();
      }
    }
    return new SshEndpoint(
        need("host", host),
        port,
        need("user", user),
        identityFile,
        need("hostKeys", hostKeys),
        trustOnFirstUse,
        jumpHost);
  }

  private Engine engine() {
    String url = null;
    String version = null;
    String apiVersion = null;
    String certificateExpires = null;
    reader.beginObject();
    while (reader.hasNextField()) {
      switch (reader.nextField()) {
        case "url" -> url = string();
        case "version" -> version = string();
        case "apiVersion" -> apiVersion = string();
        case "certificateExpires" -> certificateExpires = string();
        default -> reader.skipValue();
      }
    }
    return new Engine(
        need("url", url),
        need("version", version),
        need("apiVersion", apiVersion),
        certificateExpires);
  }

  private HostKey hostKey() {
    return new HostKey(reader.readString());
  }

  private @Nullable String string() {
    return reader.isNullValue() ? null : reader.readString();
  }

  private <T> List<T> list(Supplier<T> element) {
    reader.beginArray();
    if (!reader.hasNextElement()) {
      return List.of();
    }
    List<T> all = new ArrayList<>();
    do {
      all.add(element.get());
    } while (reader.hasNextElement());
    return all;
  }

  private List<String> texts() {
    reader.beginArray();
    if (!reader.hasNextElement()) {
      return List.of();
    }
    List<String> all = new ArrayList<>();
    do {
      all.add(reader.readString());
    } while (reader.hasNextElement());
    return all;
  }

  private Map<String, String> textsByName() {
    reader.beginObject();
    if (!reader.hasNextField()) {
      return Map.of();
    }
    Map<String, String> all = new LinkedHashMap<>();
    do {
      String name = reader.nextField();
      all.put(name, reader.readString());
    } while (reader.hasNextField());
    return all;
  }

  private Map<String, List<String>> listsByName() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNextField()) {
      String name = reader.nextField();
      all.put(name, texts());
    }
    return all;
  }

  private static <T> T need(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("\"" + name + "\" is missing");
    }
    return value;
  }
}
