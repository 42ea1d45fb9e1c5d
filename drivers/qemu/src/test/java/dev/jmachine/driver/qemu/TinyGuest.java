package dev.jmachine.driver.qemu;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A disk whose boot sector prints a text on the first serial port and halts: a guest that is up as
 * soon as its firmware is, for tests of everything around a guest.
 */
final class TinyGuest {
  /** Prints the text behind it, up to a zero byte, then halts with interrupts off. */
  private static final String CODE =
      "fa" // cli
          + "31c0" // xor ax,ax
          + "8ed8" // mov ds,ax
          + "be237c" // mov si,text
          + "fc" // cld
          + "ac" // next: lodsb
          + "84c0" // test al,al
          + "7412" // jz halt
          + "88c4" // mov ah,al
          + "bafd03" // wait: mov dx,line status of COM1
          + "ec" // in al,dx
          + "a820" // test al,transmitter empty
          + "74f8" // jz wait
          + "88e0" // mov al,ah
          + "baf803" // mov dx,data of COM1
          + "ee" // out dx,al
          + "ebe9" // jmp next
          + "f4" // halt: hlt
          + "ebfd"; // jmp halt

  private static final int SECTOR = 512;
  private static final int DISK = 1 << 20;

  private TinyGuest() {}

  /** Writes the disk; the text is at most 470 characters. */
  static Path write(Path file, String text) throws IOException {
    byte[] disk = new byte[DISK];
    byte[] code = HexFormat.of().parseHex(CODE);
    byte[] said = text.getBytes(US_ASCII);
    System.arraycopy(code, 0, disk, 0, code.length);
    System.arraycopy(said, 0, disk, code.length, said.length);
    disk[SECTOR - 2] = 0x55;
    disk[SECTOR - 1] = (byte) 0xaa;
    return Files.write(file, disk);
  }
}
