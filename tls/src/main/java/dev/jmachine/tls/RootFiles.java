package dev.jmachine.tls;

import dev.jmachine.tls.TlsFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The root's two files, of which others see both or none. They are written into {@code .root-new},
 * which one rename turns into {@code .root-ready}: what was interrupted before that is thrown away,
 * what was interrupted after it is finished, by whoever comes next and holds the lock.
 */
final class RootFiles {
  private static final String CERTIFICATE = "ca.pem";
  private static final String KEY = "ca-key.pem";
  private static final List<String> BOTH = List.of(KEY, CERTIFICATE);

  private final Path folder;
  private final Path fresh;
  private final Path ready;

  RootFiles(Path folder) {
    this.folder = folder;
    this.fresh = folder.resolve(".root-new");
    this.ready = folder.resolve(".root-ready");
  }

  Path folder() {
    return folder;
  }

  Path certificate() {
    return folder.resolve(CERTIFICATE);
  }

  Path key() {
    return folder.resolve(KEY);
  }

  /** Whether there is a root; finishes or undoes first what another process left. */
  boolean arePresent() throws IOException, InterruptedException {
    if (!Files.exists(folder)) {
      return false;
    }
    PemFiles.requirePrivate(folder);
    boolean settled = bothExist() && !Files.exists(ready);
    return settled || FolderLock.holding(folder, this::recover);
  }

  /** Writes both files unless they are there; tells whether it wrote them. */
  boolean create(String certificatePem, String keyPem) throws IOException, InterruptedException {
    PemFiles.createFolder(folder);
    return FolderLock.holding(folder, () -> !recover() && write(certificatePem, keyPem));
  }

  private boolean write(String certificatePem, String keyPem) throws IOException {
    try {
      PemFiles.createFolder(fresh);
      PemFiles.createPrivate(fresh.resolve(KEY), keyPem);
      PemFiles.createPrivate(fresh.resolve(CERTIFICATE), certificatePem);
      PemFiles.force(fresh);
      Files.move(fresh, ready, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      discard(fresh); // a full disk
    }
    return recover();
  }

  private boolean recover() throws IOException {
    discard(fresh);
    if (Files.exists(ready)) {
      for (String name : BOTH) {
        moveIfPresent(ready.resolve(name), folder.resolve(name));
      }
      PemFiles.force(folder);
      Files.delete(ready);
    }
    requireBothOrNone();
    return bothExist();
  }

  private boolean bothExist() {
    return Files.exists(certificate()) && Files.exists(key());
  }

  /** One file alone is somebody's mistake: making a new root over it would lose the old one. */
  private void requireBothOrNone() {
    if (Files.exists(certificate()) != Files.exists(key())) {
      Path missing = Files.exists(key()) ? certificate() : key();
      throw new TlsFailure(
          Kind.DAMAGED, "half of the root CA is missing: " + missing, restoreOrStartAnew());
    }
  }

  String restoreOrStartAnew() {
    return "restore it from a backup, or start with a new root: " + startAnew();
  }

  /** The command that puts the root out of the way; machines keep working without it. */
  String startAnew() {
    return "mv " + ShellWord.quoted(folder) + " " + ShellWord.quoted(Path.of(folder + ".old"));
  }

  private static void moveIfPresent(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void discard(Path staged) throws IOException {
    for (String name : BOTH) {
      Files.deleteIfExists(staged.resolve(name));
    }
    Files.deleteIfExists(staged);
  }
}
