package dev.jmachine.driver.qemu.host;

import java.io.IOException;
import java.util.Optional;

/** What the choice of an accelerator rests upon. A seam: tests give their own host. */
public interface AcceleratorFacts {
  /** "Linux", "Mac OS X" …, as in the property os.name. */
  String system();

  /** Whether the processor says that it can run virtual machines (x86: vmx or svm). */
  boolean processorVirtualizes();

  /** Why /dev/kvm cannot be opened for reading and writing; empty where it can. */
  Optional<String> whyKvmIsClosed();

  /**
   * Starts a virtual machine with only its firmware and looks whether the firmware runs.
   *
   * @return why not; empty where it ran
   */
  Optional<String> whyFirmwareDoesNotRun(Accelerator accelerator)
      throws IOException, InterruptedException;
}
