package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.failure.MachineFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a QEMU program, on which machine types and processor models depend. */
public record QemuVersion(int major, int minor) {
  private static final Pattern TEXT = Pattern.compile("version (\\d+)\\.(\\d+)");

  /** Reads the first line of {@code qemu-system-x86_64 --version}. */
  public static QemuVersion parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.find()) {
      throw MachineFailure.check("cannot tell the version of QEMU").because(text);
    }
    return new QemuVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /**
   * The machine type of this version: a guest keeps it for life, so that a newer QEMU shows it the
   * same hardware and a snapshot still fits.
   */
  public String machineType() {
    return "pc-q35-" + this;
  }

  /**
   * The processor that the translator shows. Version 7.2 corrupts flags after cmpxchg16b, from
   * which Linux 6.12 dies at random; version 10 does not. Which one in between was the first good
   * one is not known.
   *
   * <p>Without protection keys, whose every write empties the translator's TLB, and without SMAP,
   * whose two instructions around each copy to or from a program leave the translated code (QEMU's
   * target/i386: helper_wrpkru, stac and clac). {@code bench/guest-work}: with the kernel's options
   * for it a guest of 7.2 takes about a tenth less time.
   */
  public String emulatedProcessor() {
    return (major < 10 ? "max,-cx16" : "max") + ",-pku,-smap,-smep,-umip";
  }

  /**
   * Whether the translator starts anew with a program that runs at another address, as every start
   * of one does under Linux's address space randomization. Measured by {@code bench/guest-aslr}:
   * version 7.2 does (a start of the engine takes twice as long), 10.0 does not. Which one in
   * between was the first is not known.
   */
  public boolean translatesByAddress() {
    return major < 10;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
