package dev.jmachine.driver.qemu.host;

import java.util.Optional;

/** Remembers, until the host reboots or QEMU changes, whether an accelerator was proven to work. */
public interface AcceleratorVerdicts {
  /**
   * What was found out: empty where nothing is known; else a reason, which is empty where it works.
   */
  Optional<String> recall(Accelerator accelerator);

  /**
   * Remembers a verdict; an empty reason means that the accelerator works. Failing to write is no
   * failure.
   */
  void remember(Accelerator accelerator, String whyNot);
}
