package dev.jmachine.driver.qemu.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that a frozen guest depends on: where one of these differs, its state does not load or
 * is not what was asked for.
 *
 * @param image name of the base image, which is a digest of its content
 * @param machineType versioned, "pc-q35-7.2"
 * @param qemu the program's whole version line
 * @param accelerator as QEMU's option names it
 * @param processor the model with its flags, as given to {@code -cpu}
 * @param cpus number of processors
 * @param memory megabytes
 * @param diskGib size of the disk that the guest sees
 * @param recipe digest of our own part: devices in their order, kernel arguments, preparation
 */
public record TemplateKey(
    String image,
    String machineType,
    String qemu,
    String accelerator,
    String processor,
    int cpus,
    int memory,
    int diskGib,
    String recipe) {
  private static final int ID_BYTES = 8;

  /** Name of the template: 16 hexadecimal digits. */
  public String id() {
    return digest(toString());
  }

  /** Digest of what is this computer's and not the machine's own choice. */
  public String circumstances() {
    return digest(
        new TemplateKey(image, machineType, qemu, accelerator, processor, 0, 0, 0, recipe)
            .toString());
  }

  static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** For people. */
  public Map<String, String> details() {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("image", image);
    details.put("memory", memory + " MB");
    details.put("processors", String.valueOf(cpus));
    details.put("disk", diskGib + " GB");
    details.put("accelerator", accelerator);
    details.put("hypervisor", qemu + ", " + machineType + ", " + processor);
    return details;
  }
}
