package dev.jmachine.driver.qemu.host;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Facts about the accelerators of the computer that we run on. */
public record LiveAcceleratorFacts(Path qemu, Pause pause, Ticker ticker)
    implements AcceleratorFacts {
  private static final Path KVM = Path.of("/dev/kvm");

  /** A firmware prints its first line within 0.1 s on hardware that works. */
  private static final Duration TRIAL = Duration.ofSeconds(5);

  @Override
  public String system() {
    return System.getProperty("os.name", "unknown");
  }

  @Override
  public boolean processorVirtualizes() {
    try {
      return PrivateFiles.read(Path.of("/proc/cpuinfo")).lines().toList().stream()
          .filter(line -> line.startsWith("flags"))
          .anyMatch(line -> line.matches(".*\\b(vmx|svm)\\b.*"));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Optional<String> whyKvmIsClosed() {
    if (!Files.exists(KVM)) {
      return Optional.of("there is no /dev/kvm");
    }
    try (FileChannel channel =
        FileChannel.open(KVM, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.isOpen() ? Optional.empty() : Optional.of("/dev/kvm does not open");
    } catch (IOException e) {
      return Optional.of("/dev/kvm does not open for this user (is the user in group kvm?)");
    }
  }

  /** The firmware's debug port is a file: SeaBIOS writes its version there before anything else. */
  @Override
  public Optional<String> whyFirmwareDoesNotRun(Accelerator accelerator)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("jmachine-trial");
    Path log = folder.resolve("firmware.log");
    Process process =
        new ProcessBuilder(trial(accelerator, log))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("qemu.log").toFile())
            .start();
    try {
      return await(process, log, folder.resolve("qemu.log"));
    } finally {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
      Files.deleteIfExists(log);
      Files.deleteIfExists(folder.resolve("qemu.log"));
      Files.deleteIfExists(folder);
    }
  }

  private List<String> trial(Accelerator accelerator, Path log) {
    return List.of(
        qemu.toString(),
        "-accel",
        accelerator.option(),
        "-cpu",
        "host",
        "-machine",
        "q35",
        "-m",
        "64",
        "-nodefaults",
        "-no-user-config",
        "-display",
        "none",
        "-no-reboot",
        "-chardev",
        "file,id=firmware,path=" + log,
        "-device",
        "isa-debugcon,iobase=0x402,chardev=firmware");
  }

  private Optional<String> await(Process process, Path log, Path messages)
      throws IOException, InterruptedException {
    try {
      return Await.with(pause, Backoff.LOCAL)
          .until(
              "the firmware",
              Deadline.in(TRIAL, ticker),
              () -> {
                if (size(log) > 0) {
                  return Attempt.ready(Optional.<String>empty());
                }
                return process.isAlive()
                    ? Attempt.notYet("it prints nothing")
                    : Attempt.ready(Optional.of("QEMU ended: " + lastLine(messages)));
              });
    } catch (MachineFailure timeout) {
      return Optional.of("a trial guest did not run within " + TRIAL.toSeconds() + " s");
    }
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  private static String lastLine(Path file) {
    try {
      List<String> lines = PrivateFiles.read(file).lines().toList();
      return lines.isEmpty() ? "no message" : lines.getLast();
    } catch (IOException e) {
      return "no message";
    }
  }
}
