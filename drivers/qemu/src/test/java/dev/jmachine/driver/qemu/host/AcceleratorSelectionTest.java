package dev.jmachine.driver.qemu.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorSelectionTest {
  /** A host by decree; counts how often a firmware was tried. */
  private static final class Host implements AcceleratorFacts {
    private String system = "Linux";
    private boolean virtualizes = true;
    private Optional<String> closed = Optional.empty();
    private Optional<String> trial = Optional.empty();
    private final List<Accelerator> tried = new ArrayList<>();

    @Override
    public String system() {
      return system;
    }

    @Override
    public boolean processorVirtualizes() {
      return virtualizes;
    }

    @Override
    public Optional<String> whyKvmIsClosed() {
      return closed;
    }

    @Override
    public Optional<String> whyFirmwareDoesNotRun(Accelerator accelerator) {
      tried.add(accelerator);
      return trial;
    }
  }

  @TempDir Path folder;
  private final Host host = new Host();

  private AcceleratorSelection onBoot(String boot) {
    return new AcceleratorSelection(host, new VerdictFile(folder, boot));
  }

  @Test
  void kvmIsTakenOnceAFirmwareRanOnIt() throws Exception {
    assertThat(onBoot("b1").choose().accelerator()).isEqualTo(Accelerator.KVM);
    assertThat(host.tried).containsExactly(Accelerator.KVM);
  }

  @Test
  void anExistingDeviceFileProvesNothingWithoutTheProcessorsFlags() throws Exception {
    host.virtualizes = false;
    AcceleratorChoice choice = onBoot("b1").choose();
    assertThat(choice.accelerator()).isEqualTo(Accelerator.TCG);
    assertThat(choice.shown()).contains("no vmx or svm flag");
    assertThat(host.tried).isEmpty();
  }

  @Test
  void aDeviceThatDoesNotOpenIsSaid() throws Exception {
    host.closed = Optional.of("/dev/kvm does not open for this user");
    assertThat(onBoot("b1").choose().reason()).contains("does not open for this user");
  }

  @Test
  void aTrialThatDiesMeansTranslationAndIsRememberedUntilTheNextBoot() throws Exception {
    host.trial = Optional.of("QEMU ended: failed to set MSR 0x10a");
    assertThat(onBoot("b1").choose().reason()).contains("MSR 0x10a");
    assertThat(onBoot("b1").choose().reason()).contains("MSR 0x10a");
    assertThat(host.tried).hasSize(1);
    host.trial = Optional.empty();
    assertThat(onBoot("b2").choose().accelerator()).isEqualTo(Accelerator.KVM);
  }

  @Test
  void aGuestThatNeverComesToLifeTakesTheAcceleratorBack() throws Exception {
    AcceleratorSelection selection = onBoot("b1");
    assertThat(selection.choose().accelerator()).isEqualTo(Accelerator.KVM);
    assertThat(selection.disprove(Accelerator.KVM, "no sign of life").accelerator())
        .isEqualTo(Accelerator.TCG);
    assertThat(selection.choose().reason()).contains("no sign of life");
  }

  @Test
  void macosHasItsOwnAccelerator() throws Exception {
    host.system = "Mac OS X";
    host.virtualizes = false;
    assertThat(onBoot("b1").choose().accelerator()).isEqualTo(Accelerator.HVF);
  }
}
