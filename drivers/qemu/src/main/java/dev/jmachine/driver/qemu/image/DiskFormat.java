package dev.jmachine.driver.qemu.image;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.driver.qemu.host.HostCommand;
import dev.jmachine.driver.qemu.json.JsonTypes;
import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a disk image is, as {@code qemu-img info} tells.
 *
 * @param name "qcow2" or "raw"
 * @param bytes the size that a guest sees
 */
record DiskFormat(String name, long bytes) {
  private static final Jsonb JSON = JsonTypes.of().build();

  /**
   * Looks at a file.
   *
   * @throws MachineFailure INVALID where it is neither qcow2 nor raw, or refers to other files of
   *     this computer, which a guest could then read
   */
  static DiskFormat of(Path file) throws IOException, InterruptedException {
    HostCommand.Ended ended =
        HostCommand.of("qemu-img", "info", "--output=json", file.toString()).run();
    if (!ended.well()) {
      throw refused(file, ended.lastWords());
    }
    return parse(String.join("\n", ended.tail()), file);
  }

  static DiskFormat parse(String json, Path file) {
    Map<?, ?> info = object(json, file);
    String format = String.valueOf(info.get("format"));
    if (!format.equals("qcow2") && !format.equals("raw")) {
      throw refused(file, "its format is " + format + "; only qcow2 and raw are taken");
    }
    if (info.containsKey("backing-filename") || json.contains("\"data-file\"")) {
      throw refused(file, "it refers to another file, whose content its guest could read");
    }
    if (info.get("virtual-size") instanceof Number size) {
      return new DiskFormat(format, size.longValue());
    }
    throw refused(file, "its size is not known");
  }

  private static Map<?, ?> object(String json, Path file) {
    try {
      if (JSON.type(Object.class).fromJson(json) instanceof Map<?, ?> map) {
        return map;
      }
      throw refused(file, json);
    } catch (JsonException e) {
      throw refused(file, json);
    }
  }

  private static MachineFailure refused(Path file, String why) {
    return MachineFailure.of(FailureKind.INVALID, "cannot use " + file + " as an image")
        .because(why)
        .see("docs/drivers/qemu.md#images");
  }
}
