package dev.jmachine.core.store;

import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Files (0600) and folders (0700) that only their owner can use, from the moment they exist, and
 * the check that nobody else can write to a folder. Where the file system knows no POSIX
 * permissions, the system's defaults hold.
 */
final class OwnerOnly {
  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final int PERMISSION_BITS = 07777;

  private OwnerOnly() {}

  static FileAttribute<?>[] file() {
    return attributes("rw-------");
  }

  /** Makes the folder unless it is there; its parents are made with the system's defaults. */
  static void makeFolder(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(folder, attributes("rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /**
   * Looks who can write to a folder of ours; one that does not exist is fine.
   *
   * @throws MachineFailure FAILED with the command that mends it, where it is another user's or
   *     group or others may write
   */
  static void check(Path folder) throws IOException {
    if (!isPosix()) {
      return;
    }
    Map<String, Object> found;
    try {
      found = Files.readAttributes(folder, "unix:uid,mode");
    } catch (NoSuchFileException e) {
      return;
    }
    int mode = (Integer) Objects.requireNonNull(found.get("mode")) & PERMISSION_BITS;
    if ((mode & WRITABLE_BY_OTHERS) != 0) {
      throw refused(folder, "others may write to it (mode " + Integer.toOctalString(mode) + ")")
          .hint("chmod go-w " + Quoted.word(folder.toString()));
    }
    Object me = ownUid();
    if (me != null && !me.equals(found.get("uid"))) {
      throw refused(folder, "it belongs to another user (uid " + found.get("uid") + ")")
          .hint("sudo chown -R " + me + " " + Quoted.word(folder.toString()))
          .hint("JMACHINE_HOME=FOLDER jmachine …");
    }
  }

  private static MachineFailure refused(Path folder, String why) {
    return MachineFailure.failed("the store's folder " + folder + " is not safe to use")
        .because(why);
  }

  /**
   * Our user's number by Linux's proc file system; null where there is none, and no check. The link
   * /proc/self is always root's, what it leads to is ours.
   */
  private static @Nullable Object ownUid() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      return null;
    }
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
  }
}
