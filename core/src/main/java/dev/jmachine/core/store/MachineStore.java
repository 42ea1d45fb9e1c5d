package dev.jmachine.core.store;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.point.Point;
import dev.jmachine.core.time.Attempt;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The user's machines on disk: {@code machines/NAME/machine.json}, and beside it whatever else
 * belongs to that machine alone. Reading needs no lock, since a record is replaced as a whole;
 * changing needs the machine's lock. Safe for use by several threads, processes and store objects.
 *
 * <p>A store that another user owns or may write to is refused by every method that reads or
 * writes.
 */
public final class MachineStore {
  private static final Duration RESERVE_PATIENCE = Duration.ofSeconds(1);
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);

  private final Path root;
  private final Records records;
  private final Locks locks;

  private MachineStore(Path root, Clock clock, Ticker ticker, Pause pause, Disk disk) {
    this.root = root.toAbsolutePath().normalize();
    this.records = new Records(disk, this.root.resolve("machines"));
    this.locks = new Locks(this.root.resolve("locks"), clock, ticker, pause);
  }

  /** The store in {@code root}; touches nothing yet. */
  public static MachineStore at(Path root, Clock clock) {
    return at(root, clock, Ticker.system(), Pause.system());
  }

  /** The same with its own sense of time, for waiting for a lock. */
  public static MachineStore at(Path root, Clock clock, Ticker ticker, Pause pause) {
    return at(root, clock, ticker, pause, new SystemDisk());
  }

  static MachineStore at(Path root, Clock clock, Ticker ticker, Pause pause, Disk disk) {
    return new MachineStore(root, clock, ticker, pause, disk);
  }

  /** {@code $JMACHINE_HOME}, else {@code .jmachine} in the user's home. */
  public static Path defaultRoot(Map<String, String> env, String userHome) {
    @Nullable String chosen = env.get("JMACHINE_HOME");
    return chosen == null || chosen.isBlank() ? Path.of(userHome, ".jmachine") : Path.of(chosen);
  }

  public Path root() {
    return root;
  }

  /** Where the user's own certificate authority lives. */
  public Path certsFolder() {
    return root.resolve("certs");
  }

  /**
   * Where things that can be made again are kept: {@code $JMACHINE_CACHE}, such as for several
   * stores that share images, else {@code cache} inside the store, so that one variable moves, and
   * one removal frees, all that jmachine keeps.
   */
  public Path cacheFolder(Map<String, String> env) {
    @Nullable String chosen = env.get("JMACHINE_CACHE");
    return chosen == null || chosen.isBlank()
        ? root.resolve("cache")
        : Path.of(chosen).toAbsolutePath().normalize();
  }

  public Path machineFolder(MachineName name) {
    return records.folder(name);
  }

  /** Whether a machine of that name is there, its record whole or not. */
  public boolean exists(MachineName name) {
    try {
      check();
      return records.exists(name);
    } catch (IOException e) {
      throw MachineFailure.failed("cannot look for machine \"" + name + "\"").because(e);
    }
  }

  /**
   * Reads one record.
   *
   * @throws MachineFailure NOT_FOUND; FAILED where the record is damaged or a newer jmachine's
   */
  public Machine load(MachineName name) throws IOException {
    check();
    return records.load(name);
  }

  /** All machines, sorted as people sort, case aside; a damaged record spoils only itself. */
  public List<StoredMachine> list() throws IOException {
    check();
    return records.list();
  }

  /**
   * Takes a name for a new machine: makes its folder (0700) and locks it. Closing the lock before
   * anything was saved gives the name back.
   *
   * @param verb what is done, as other processes are told: "create"
   * @throws MachineFailure CONFLICT where the machine exists, or another process makes it now
   */
  public MachineLock reserve(MachineName name, String verb)
      throws IOException, InterruptedException {
    check();
    Path folder = records.folder(name);
    LockFile file = locks.take(name, verb, RESERVE_PATIENCE);
    MachineLock lock = new MachineLock(name, folder, file);
    boolean reserved = false;
    try {
      if (records.exists(name)) {
        throw records.taken(name);
      }
      records.make(name);
      reserved = true;
      Point.reached("name reserved");
      return lock;
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw new InterruptedException("interrupted while reserving " + name);
    } finally {
      if (!reserved) {
        lock.close();
      }
    }
  }

  /**
   * Locks an existing machine, waiting a few seconds for another process.
   *
   * @param verb what is done, as other processes are told: "start"
   * @throws MachineFailure NOT_FOUND, or CONFLICT naming process, host and verb of the holder
   */
  public MachineLock lock(MachineName name, String verb) throws IOException, InterruptedException {
    check();
    records.require(name);
    MachineLock lock =
        new MachineLock(name, records.folder(name), locks.take(name, verb, LOCK_PATIENCE));
    boolean found = false;
    try {
      // it may have been removed while we waited
      records.require(name);
      found = true;
      return lock;
    } finally {
      if (!found) {
        lock.close();
      }
    }
  }

  /**
   * Clears what a killed process left of a machine that is not there: the lock file, and a folder
   * in which nothing was saved. One that somebody works on stays.
   */
  public void forget(MachineName name) throws IOException {
    Path folder = records.folder(name);
    boolean isLeft = locks.isThere(name) || Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    if (isLeft
        && !records.exists(name)
        && locks.tryTake(name, "rm") instanceof Attempt.Ready<LockFile>(LockFile file)) {
      new MachineLock(name, folder, file).close();
    }
  }

  /** Clears that of all machines that are not there. */
  public void forgetAll() throws IOException {
    check();
    Set<String> names = new TreeSet<>(records.names());
    names.addAll(locks.names());
    for (String name : names) {
      if (MachineName.isValid(name)) {
        forget(new MachineName(name));
      }
    }
  }

  /** Whether any thread of any process holds the machine's lock now; waits for nobody. */
  public boolean isHeld(MachineName name) throws IOException {
    return locks.isHeld(name);
  }

  /**
   * Writes the record; the one until now stays as {@code machine.json.prev}.
   *
   * @throws MachineFailure FAILED where it cannot be written (disk full); the old record is intact
   */
  public void save(MachineLock lock, Machine machine) throws IOException {
    if (!lock.heldFolder().equals(records.folder(machine.machineName()))) {
      throw new IllegalStateException("the lock of " + lock.name() + " is not that of " + machine);
    }
    records.save(machine);
  }

  /**
   * Takes a machine over from another store on the same file system, under another name: its folder
   * moves in one step, with the record already rewritten. Killed in between, the folder is still
   * the other store's, where its record is told as damaged.
   *
   * @param place a name reserved here, of which nothing was saved
   * @param lock of the machine over there
   * @param renamed the record, with the name of {@code place}
   */
  public void takeOver(MachineLock place, MachineStore from, MachineLock lock, Machine renamed)
      throws IOException {
    Path source = lock.heldFolder();
    if (!source.equals(from.records.folder(lock.name()))
        || !place.heldFolder().equals(records.folder(renamed.machineName()))) {
      throw new IllegalStateException("the locks are not those of " + renamed.name());
    }
    from.records.replace(lock.name(), renamed);
    records.moveHere(source, renamed.machineName());
  }

  /** Puts back the record before the last change; false where there is none. */
  public boolean restore(MachineLock lock) throws IOException {
    lock.heldFolder();
    return records.restore(lock.name());
  }

  /** Removes the machine's folder, its record last. Nothing outside it, also not through links. */
  public void delete(MachineLock lock) throws IOException {
    Path folder = lock.heldFolder();
    if (!folder.equals(records.folder(lock.name()))) {
      throw new IllegalStateException("the lock of " + lock.name() + " is another store's");
    }
    records.delete(lock.name());
  }

  private void check() throws IOException {
    OwnerOnly.check(root);
    OwnerOnly.check(root.resolve("machines"));
  }
}
