package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.json.JsonScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two small files of a virtual machine by hand, since {@code ls} reads those of every
 * machine and a JSON mapping costs 25 ms before it has read the first. Unknown members are skipped.
 */
final class VmReader {
  private final JsonScanner json;

  private VmReader(byte[] text) {
    this.json = new JsonScanner().over(text);
  }

  /**
   * A file vm.json.
   *
   * @throws IllegalArgumentException where it is damaged
   */
  static VmRecord record(byte[] text) {
    return new VmReader(text).record();
  }

  /**
   * A file process.json.
   *
   * @throws IllegalArgumentException where it is damaged
   */
  static ProcessMark process(byte[] text) {
    return new VmReader(text).process();
  }

  private VmRecord record() {
    String name = null;
    String uuid = null;
    String machineType = null;
    String accelerator = null;
    int cpus = 0;
    int memory = 0;
    String kernel = null;
    String initrd = null;
    String user = null;
    List<String> fixedPorts = null;
    List<String> ports = null;
    String sockets = null;
    String template = null;
    json.beginObject();
    while (json.hasNextField()) {
      switch (json.nextField()) {
        case "name" -> name = text();
        case "uuid" -> uuid = text();
        case "machineType" -> machineType = text();
        case "accelerator" -> accelerator = text();
        case "cpus" -> cpus = json.readInt();
        case "memory" -> memory = json.readInt();
        case "kernel" -> kernel = text();
        case "initrd" -> initrd = text();
        case "user" -> user = text();
        case "fixedPorts" -> fixedPorts = texts();
        case "ports" -> ports = texts();
        case "sockets" -> sockets = text();
        case "template" -> template = text();
        default -> json.skipValue();
      }
    }
    json.end();
    return new VmRecord(
        need("name", name),
        need("uuid", uuid),
        need("machineType", machineType),
        need("accelerator", accelerator),
        cpus,
        memory,
        kernel,
        initrd,
        need("user", user),
        need("fixedPorts", fixedPorts),
        need("ports", ports),
        need("sockets", sockets),
        template);
  }

  private ProcessMark process() {
    long pid = 0;
    String started = null;
    json.beginObject();
    while (json.hasNextField()) {
      switch (json.nextField()) {
        case "pid" -> pid = json.readLong();
        case "started" -> started = text();
        default -> json.skipValue();
      }
    }
    json.end();
    return new ProcessMark(pid, need("started", started));
  }

  private @Nullable String text() {
    return json.isNullValue() ? null : json.readString();
  }

  private List<String> texts() {
    List<String> all = new ArrayList<>();
    json.beginArray();
    while (json.hasNextElement()) {
      all.add(json.readString());
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
