package dev.jmachine.driver.qemu.vm;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The file into which QEMU writes what the guest prints on its serial port. */
public record Console(Path file) {
  private static final int READ_AT_MOST = 256 << 10;

  /**
   * Escape sequences by which a guest moves cursors and sets colours, and other control characters.
   */
  private static final String CONTROL =
      "\\u001b\\[[0-9;?!]*[a-zA-Z]|\\u001b\\][^\\u0007\\u001b]*(\\u0007|\\u001b\\\\)?|\\u001b.|[\\p{Cntrl}&&[^\\n"
          + "\\t]]";

  /** How far the boot has come. */
  public BootPhase phase() throws IOException {
    return BootPhase.of(end());
  }

  /** The last {@code lines} lines as plain text. */
  public List<String> tail(int lines) throws IOException {
    List<String> all =
        end()
            .replaceAll(CONTROL, "")
            .lines()
            .map(String::stripTrailing)
            .filter(l -> !l.isEmpty())
            .toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  private String end() throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, in.length() - READ_AT_MOST);
      byte[] bytes = new byte[(int) (in.length() - start)];
      in.seek(start);
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (FileNotFoundException | NoSuchFileException e) {
      return "";
    }
  }
}
