package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.driver.qemu.host.HostCommand;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The QEMU program of this computer.
 *
 * @param words the whole line that it says of its version
 */
public record Qemu(Path program, QemuVersion version, String words) {
  /** Asks the program for its version. */
  public static Qemu of(Path program) throws IOException, InterruptedException {
    HostCommand.Ended ended = HostCommand.of(program.toString(), "--version").run();
    if (!ended.well()) {
      throw MachineFailure.check("QEMU does not run").because(ended.lastWords());
    }
    String words = ended.tail().getFirst();
    return new Qemu(program, QemuVersion.parse(words), words);
  }
}
