package dev.jmachine.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that hold a secret: readable by their owner alone from the moment they exist. */
public final class PrivateFiles {
  private PrivateFiles() {}

  /** Writes {@code text} as UTF-8, replacing what was there in one move; nothing of it is kept. */
  public static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, OwnerOnly.file());
    Files.write(fresh, text.getBytes(UTF_8));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
