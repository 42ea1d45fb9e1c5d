package dev.jmachine.core.store;

import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The right to change one machine, held by this thread's story until closed or until the process
 * ends. Made by {@link MachineStore}; closing twice is fine.
 */
public final class MachineLock implements AutoCloseable {
  private final MachineName name;
  private final Path folder;
  private final LockFile file;

  MachineLock(MachineName name, Path folder, LockFile file) {
    this.name = name;
    this.folder = folder;
    this.file = file;
  }

  public MachineName name() {
    return name;
  }

  /** The folder that this lock is for; a bug of ours where the lock is closed already. */
  Path heldFolder() {
    if (!file.isOpen()) {
      throw new IllegalStateException("the lock of " + name + " is closed");
    }
    return folder;
  }

  /**
   * Lets go. A folder that was reserved and never used goes too, and so does the lock file then.
   */
  @Override
  public void close() {
    try (file) {
      if (file.isOpen()) {
        Folders.removeIfUnused(folder);
        if (!Files.exists(folder)) {
          file.remove();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock machine " + name, e);
    }
  }
}
