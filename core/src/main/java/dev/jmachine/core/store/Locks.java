package dev.jmachine.core.store;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The folder of lock files, one a machine; outside the machines' folders, which come and go. */
final class Locks {
  private static final String SUFFIX = ".lock";

  private final Path folder;
  private final Clock clock;
  private final Ticker ticker;
  private final Pause pause;

  Locks(Path folder, Clock clock, Ticker ticker, Pause pause) {
    this.folder = folder;
    this.clock = clock;
    this.ticker = ticker;
    this.pause = pause;
  }

  /** Takes the machine's lock, waiting at most {@code patience} for its holder. */
  LockFile take(MachineName name, String verb, Duration patience)
      throws IOException, InterruptedException {
    makeFolders();
    Path path = folder.toRealPath().resolve(name + SUFFIX);
    Holder self = Holder.self(verb, clock);
    try {
      return Await.with(pause, Backoff.LOCAL)
          .until("the lock", Deadline.in(patience, ticker), () -> look(path, name, self));
    } catch (MachineFailure failure) {
      if (failure.kind() != FailureKind.UNAVAILABLE) {
        throw failure;
      }
      throw MachineFailure.of(FailureKind.CONFLICT, "machine \"" + name + "\" is in use")
          .because(String.valueOf(failure.reason()))
          .hint("try again when that has ended");
    }
  }

  /** Takes the machine's lock if nobody has it. */
  Attempt<LockFile> tryTake(MachineName name, String verb) throws IOException {
    makeFolders();
    return LockFile.tryTake(folder.toRealPath().resolve(name + SUFFIX), Holder.self(verb, clock));
  }

  /** Whether there is a lock file, held or not. */
  boolean isThere(MachineName name) {
    return Files.exists(folder.resolve(name + SUFFIX), LinkOption.NOFOLLOW_LINKS);
  }

  /** The machines of all lock files. */
  List<String> names() {
    String[] files = folder.toFile().list((_, file) -> file.endsWith(SUFFIX));
    return Stream.of(files == null ? new String[0] : files)
        .map(file -> file.substring(0, file.length() - SUFFIX.length()))
        .toList();
  }

  /** Whether the machine's lock is held; makes no file. */
  boolean isHeld(MachineName name) throws IOException {
    return Files.isDirectory(folder) && LockFile.isHeld(folder.toRealPath().resolve(name + SUFFIX));
  }

  private static Attempt<LockFile> look(Path path, MachineName name, Holder self)
      throws InterruptedException {
    try {
      return LockFile.tryTake(path, self);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while locking " + name);
    } catch (IOException e) {
      throw MachineFailure.failed("cannot lock machine \"" + name + "\"").because(e);
    }
  }

  private void makeFolders() throws IOException {
    Path root = folder.getParent();
    if (root != null) {
      OwnerOnly.makeFolder(root);
    }
    OwnerOnly.makeFolder(folder);
  }
}
