package dev.jmachine.driver.qemu.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Verdicts in small files of the cache folder, one per accelerator, boot and QEMU version: a
 * reboot, which may bring another kernel, makes them void.
 *
 * @param folder where the files are; made when first needed
 * @param situation the host's boot id and QEMU's version, which both go into the file
 */
public record VerdictFile(Path folder, String situation) implements AcceleratorVerdicts {
  @Override
  public Optional<String> recall(Accelerator accelerator) {
    try {
      String text = PrivateFiles.read(file(accelerator));
      int end = text.indexOf('\n');
      return end > 0 && text.substring(0, end).equals(situation)
          ? Optional.of(text.substring(end + 1).strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void remember(Accelerator accelerator, String whyNot) {
    try {
      Files.createDirectories(folder);
      Files.writeString(file(accelerator), situation + "\n" + whyNot + "\n");
    } catch (IOException e) {
      // a verdict that is not remembered is found out again
      return;
    }
  }

  private Path file(Accelerator accelerator) {
    return folder.resolve("accelerator-" + accelerator.option());
  }
}
