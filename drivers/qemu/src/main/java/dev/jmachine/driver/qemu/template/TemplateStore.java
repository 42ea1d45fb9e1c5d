package dev.jmachine.driver.qemu.template;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.image.CacheLock;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The templates in the cache: one folder each, which is there whole or not at all. What a killed
 * build left is swept by whoever next makes the same, or by {@link #sweep}.
 */
public final class TemplateStore {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern STAGING = Pattern.compile("\\.([0-9a-f]{16})\\.staging");
  private static final String THING = "template";

  private final Path folder;
  private final Pause pause;

  public TemplateStore(Path folder, Pause pause) {
    this.folder = folder;
    this.pause = pause;
  }

  /** One template that is there. */
  public record Kept(String id, TemplateFolder folder, TemplateRecord record) {}

  /** The folder of an id, there or not. */
  public TemplateFolder folder(String id) {
    if (!ID.matcher(id).matches()) {
      throw MachineFailure.of(FailureKind.NOT_FOUND, "there is no template \"" + id + "\"")
          .hint("jmachine template ls");
    }
    return new TemplateFolder(folder.resolve(id));
  }

  public Optional<TemplateFolder> find(TemplateKey key) {
    TemplateFolder found = folder(key.id());
    return Files.exists(found.record()) ? Optional.of(found) : Optional.empty();
  }

  public List<Kept> list() throws IOException {
    List<Kept> all = new ArrayList<>();
    for (Path path : matching(ID)) {
      read(path).ifPresent(all::add);
    }
    return all;
  }

  public Optional<Kept> read(String id) throws IOException {
    return read(folder(id).path());
  }

  private static Optional<Kept> read(Path path) throws IOException {
    TemplateFolder found = new TemplateFolder(path);
    try {
      TemplateRecord record = TemplateRecord.parse(PrivateFiles.read(found.record()));
      return Optional.of(new Kept(String.valueOf(path.getFileName()), found, record));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw MachineFailure.failed("cannot read " + found.record())
          .because("the file is damaged", e);
    }
  }

  private List<Path> matching(Pattern name) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (name.matcher(String.valueOf(entry.getFileName())).matches()) {
          found.add(entry);
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    Collections.sort(found);
    return found;
  }

  /** Fills an empty staging folder with a template and says what it is. */
  public interface Making {
    TemplateRecord into(TemplateFolder staging) throws IOException, InterruptedException;
  }

  /** Takes away what a build that was killed has left in its staging folder, its guest included. */
  public interface Leftover {
    void end(Path staging) throws IOException, InterruptedException;
  }

  /** Makes a template unless it is there; of several processes one does and the others wait. */
  public void make(
      TemplateKey key,
      Making making,
      Leftover leftover,
      Deadline deadline,
      Consumer<String> progress)
      throws IOException, InterruptedException {
    PrivateFiles.folder(folder);
    Path staging = staging(key.id());
    try (CacheLock _ = CacheLock.take(lock(key.id()), THING, pause, deadline, progress)) {
      if (find(key).isPresent()) {
        return;
      }
      clear(staging, leftover);
      clearHalfRemoved(folder(key.id()));
      PrivateFiles.folder(staging);
      try {
        TemplateFolder made = new TemplateFolder(staging);
        TemplateRecord record = making.into(made);
        PrivateFiles.write(made.record(), record.toJson());
        Files.move(staging, folder(key.id()).path(), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        clear(staging, leftover);
      }
    }
  }

  /** A removal that was killed has left a folder without its record, which is in the way. */
  private static void clearHalfRemoved(TemplateFolder left) throws IOException {
    if (Files.isDirectory(left.path()) && left.machines().isEmpty()) {
      PrivateFiles.deleteTree(left.path());
    }
  }

  /** Whether a process makes this template now. */
  public boolean isBeingMade(TemplateKey key) throws IOException {
    if (!Files.exists(lock(key.id()))) {
      return false;
    }
    Optional<CacheLock> lock = CacheLock.ifFree(lock(key.id()));
    if (lock.isPresent()) {
      lock.get().close();
    }
    return lock.isEmpty();
  }

  /** Waits while another process makes a template. */
  public void awaitMaking(TemplateKey key, Deadline deadline, Consumer<String> progress)
      throws IOException, InterruptedException {
    CacheLock.take(lock(key.id()), THING, pause, deadline, progress).close();
  }

  /** Also after an interruption, whose flag stays for the caller. */
  private static void clear(Path staging, Leftover leftover)
      throws IOException, InterruptedException {
    boolean interrupted = Thread.interrupted();
    try {
      if (Files.isDirectory(staging)) {
        leftover.end(staging);
        PrivateFiles.deleteTree(staging);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Removes a template that no machine needs.
   *
   * @return the folders of the machines that need it; it is removed where there are none
   */
  public List<Path> remove(String id, Deadline deadline) throws IOException, InterruptedException {
    TemplateFolder found = folder(id);
    if (!Files.isDirectory(found.path())) {
      throw MachineFailure.of(FailureKind.NOT_FOUND, "there is no template " + id)
          .hint("jmachine template ls");
    }
    try (CacheLock _ = CacheLock.take(lock(id), THING, pause, deadline, reason -> {})) {
      List<Path> machines = found.machines();
      return machines.isEmpty() ? removeUnlessClaimed(id) : machines;
    }
  }

  /** A half-removed one is never resumed, since its record is gone first. */
  private List<Path> removeUnlessClaimed(String id) throws IOException {
    TemplateFolder found = folder(id);
    found.hide();
    List<Path> late = found.machines();
    if (late.isEmpty()) {
      PrivateFiles.deleteTree(outOfReach(found.path(), staging(id)));
    } else {
      found.showAgain();
    }
    return late;
  }

  /** Under the name of what a killed build leaves, which is swept where we are killed too. */
  private static Path outOfReach(Path template, Path staging) throws IOException {
    if (Files.exists(staging)) {
      return template;
    }
    return Files.move(template, staging, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The staging folders that killed builds left; not those that a live process fills. */
  public List<Path> halfMade() throws IOException {
    List<Path> left = new ArrayList<>();
    for (Path staging : matching(STAGING)) {
      Optional<CacheLock> lock = CacheLock.ifFree(lock(idOf(staging)));
      if (lock.isPresent()) {
        lock.get().close();
        left.add(staging);
      }
    }
    return left;
  }

  private static String idOf(Path staging) {
    return String.valueOf(staging.getFileName()).substring(1, 17);
  }

  /** Clears what killed builds left; what a live process makes stays. */
  public List<Path> sweep(Leftover leftover) throws IOException, InterruptedException {
    List<Path> swept = new ArrayList<>();
    for (Path staging : matching(STAGING)) {
      Optional<CacheLock> lock = CacheLock.ifFree(lock(idOf(staging)));
      if (lock.isPresent()) {
        try (CacheLock _ = lock.get()) {
          clear(staging, leftover);
          swept.add(staging);
        }
      }
    }
    return swept;
  }

  private Path staging(String id) {
    return folder.resolve("." + id + ".staging");
  }

  private Path lock(String id) {
    return folder.resolve("." + id + ".lock");
  }
}
