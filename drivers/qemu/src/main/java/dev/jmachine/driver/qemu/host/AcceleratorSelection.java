package dev.jmachine.driver.qemu.host;

import java.io.IOException;
import java.util.Optional;

/**
 * Chooses the accelerator. The file /dev/kvm proves nothing: it exists on hosts whose KVM aborts at
 * the first instruction or runs a guest a hundred times too slowly. So an accelerator counts only
 * after a firmware ran on it, and a guest that then shows no sign of life takes it back ({@link
 * #disprove}).
 */
public final class AcceleratorSelection {
  private final AcceleratorFacts facts;
  private final AcceleratorVerdicts verdicts;

  public AcceleratorSelection(AcceleratorFacts facts, AcceleratorVerdicts verdicts) {
    this.facts = facts;
    this.verdicts = verdicts;
  }

  /** The best accelerator that works here. */
  public AcceleratorChoice choose() throws IOException, InterruptedException {
    Accelerator hardware = facts.system().startsWith("Mac") ? Accelerator.HVF : Accelerator.KVM;
    String whyNot = whyNot(hardware);
    return whyNot.isEmpty()
        ? new AcceleratorChoice(hardware, "a trial start worked")
        : new AcceleratorChoice(Accelerator.TCG, hardware.shown() + " cannot be used, " + whyNot);
  }

  /** The one that the user asked for, untested: its failure will be shown. */
  public AcceleratorChoice asked(Accelerator accelerator) {
    return new AcceleratorChoice(accelerator, "asked for by --qemu-accel");
  }

  /** Takes an accelerator out of use until the next reboot. */
  public AcceleratorChoice disprove(Accelerator accelerator, String why) {
    verdicts.remember(accelerator, why);
    return new AcceleratorChoice(Accelerator.TCG, accelerator.shown() + " cannot be used, " + why);
  }

  private String whyNot(Accelerator accelerator) throws IOException, InterruptedException {
    Optional<String> quick = accelerator == Accelerator.KVM ? whyNoKvm() : Optional.empty();
    if (quick.isPresent()) {
      return quick.get();
    }
    Optional<String> known = verdicts.recall(accelerator);
    if (known.isPresent()) {
      return known.get();
    }
    String whyNot = facts.whyFirmwareDoesNotRun(accelerator).orElse("");
    verdicts.remember(accelerator, whyNot);
    return whyNot;
  }

  private Optional<String> whyNoKvm() {
    if (!facts.system().startsWith("Linux")) {
      return Optional.of("there is none on " + facts.system());
    }
    if (!facts.processorVirtualizes()) {
      return Optional.of("the processor offers no virtualization (no vmx or svm flag)");
    }
    return facts.whyKvmIsClosed();
  }
}
