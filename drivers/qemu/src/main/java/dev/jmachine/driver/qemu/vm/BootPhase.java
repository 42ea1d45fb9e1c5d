package dev.jmachine.driver.qemu.vm;

/** How far a boot has come, told by marks that our image and our seed write to the console. */
public enum BootPhase {
  /** Nothing from the guest yet. */
  FIRMWARE("firmware: the guest has printed nothing yet"),
  /** The kernel runs. */
  KERNEL("kernel: the seed has not been read yet"),
  /** The seed was read; the system starts its services. */
  INIT("init: services are starting"),
  /** The SSH server listens. */
  SSH("ssh: the SSH server listens");

  private final String shown;

  BootPhase(String shown) {
    this.shown = shown;
  }

  public String shown() {
    return shown;
  }

  public boolean reached(BootPhase phase) {
    return compareTo(phase) >= 0;
  }

  /** The phase that a console shows. */
  static BootPhase of(String console) {
    if (console.contains("jmachine: ssh answers")) {
      return SSH;
    }
    if (console.contains("jmachine: seed unpacked")
        || console.contains("jmachine: starting init")) {
      return INIT;
    }
    return console.isBlank() ? FIRMWARE : KERNEL;
  }
}
