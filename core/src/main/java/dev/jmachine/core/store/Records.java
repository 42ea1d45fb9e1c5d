package dev.jmachine.core.store;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.failure.Nearest;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.point.Point;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder of machines, one folder each with its record. Knows nothing of locks. */
final class Records {
  private static final String RECORD = "machine.json";

  /** How often a look at a record that seems damaged is repeated. */
  private static final int LOOKS = 3;

  private final Disk disk;
  private final Path folder;

  Records(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  Path folder(MachineName name) {
    return folder.resolve(name.value());
  }

  boolean exists(MachineName name) throws IOException {
    return Folders.isUsed(folder(name));
  }

  void require(MachineName name) throws IOException {
    if (!exists(name)) {
      throw notFound(name);
    }
  }

  Machine load(MachineName name) throws IOException {
    for (int look = 0; ; look++) {
      try {
        return read(name.value(), new RecordReader());
      } catch (NoSuchFileException e) {
        if (!exists(name)) {
          throw notFound(name);
        }
        if (look == LOOKS) {
          throw unusable(name, UnusableRecordException.because("it is missing"));
        }
      } catch (UnusableRecordException e) {
        throw unusable(name, e);
      }
    }
  }

  List<StoredMachine> list() throws IOException {
    List<StoredMachine> all = new ArrayList<>();
    RecordReader reader = new RecordReader();
    for (Keyed name : sortedNames()) {
      StoredMachine entry = entry(name.name(), reader);
      if (entry != null) {
        all.add(entry);
      }
    }
    return all;
  }

  void save(Machine machine) {
    replace(machine.machineName(), machine);
  }

  /** Writes a record into the folder of a machine that may have had another name until now. */
  void replace(MachineName folder, Machine machine) {
    try {
      new AtomicFile(disk, folder(folder).resolve(RECORD)).write(MachineJson.bytes(machine));
    } catch (IOException e) {
      throw MachineFailure.failed("cannot save the record of machine \"" + machine.name() + "\"")
          .because(e)
          .left("the record as it was before");
    }
  }

  /** Makes the machine's folder; when this returns, a record that is saved there is found again. */
  void make(MachineName name) throws IOException {
    disk.makeFolder(folder);
    disk.makeFolder(folder(name));
    disk.forceFolder(folder);
    Path root = folder.resolveSibling(".").normalize();
    disk.forceFolder(root);
    Path home = root.getParent();
    if (home != null && Files.isReadable(home)) {
      disk.forceFolder(home);
    }
  }

  /** Moves a machine's folder, from a store on the same file system, to a name that is reserved. */
  void moveHere(Path source, MachineName name) throws IOException {
    disk.move(source, folder(name));
    disk.forceFolder(folder);
  }

  /** Puts back the record before the last change; false where there is none. */
  boolean restore(MachineName name) throws IOException {
    Path record = folder(name).resolve(RECORD);
    Path previous = record.resolveSibling(RECORD + ".prev");
    if (!Files.exists(previous)) {
      return false;
    }
    new AtomicFile(disk, record).write(Files.readAllBytes(previous));
    return true;
  }

  /** The record goes when all else is gone for good: no folder is ever left without it. */
  void delete(MachineName name) throws IOException {
    Path machine = folder(name);
    Path record = machine.resolve(RECORD);
    if (Files.isDirectory(machine, LinkOption.NOFOLLOW_LINKS)) {
      Folders.empty(disk, machine, record);
      Point.reached("all but the record deleted");
      disk.delete(record);
    }
    disk.delete(machine);
    disk.forceFolder(folder);
    Point.reached("record deleted");
  }

  private @Nullable StoredMachine entry(String name, RecordReader reader) {
    @Nullable StoredMachine entry = look(name, reader);
    // a machine may have got its first record between our look at it and at its folder
    for (int again = 0; again < LOOKS && entry instanceof StoredMachine.Damaged; again++) {
      entry = look(name, reader);
    }
    return entry;
  }

  private @Nullable StoredMachine look(String name, RecordReader reader) {
    try {
      return new StoredMachine.Readable(read(name, reader));
    } catch (UnusableRecordException e) {
      return new StoredMachine.Damaged(name, RECORD + ": " + e.reason());
    } catch (IOException e) {
      return withoutRecord(name, e);
    }
  }

  /** A name that is being reserved, or a plain file, is no machine. */
  private @Nullable StoredMachine withoutRecord(String name, IOException why) {
    Path machine = folder.resolve(name);
    try {
      if (!Files.isDirectory(machine) || !Folders.isUsed(machine)) {
        return null;
      }
    } catch (IOException e) {
      why.addSuppressed(e);
    }
    String reason = why instanceof NoSuchFileException ? "it is missing" : String.valueOf(why);
    return new StoredMachine.Damaged(name, RECORD + ": " + reason);
  }

  private Machine read(String name, RecordReader reader)
      throws IOException, UnusableRecordException {
    Machine machine = MachineJson.read(content(name), reader);
    if (!machine.name().equals(name)) {
      throw UnusableRecordException.because(
          "it is that of machine \"" + machine.name() + "\", in a folder of another name");
    }
    return machine;
  }

  /** As a plain stream of a plain name, which for a thousand files costs a third of a channel. */
  private byte[] content(String name) throws IOException {
    try (var in = new FileInputStream(folder + File.separator + name + File.separator + RECORD)) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      // which may mean many things; this says which
      return Files.readAllBytes(folder.resolve(name).resolve(RECORD));
    }
  }

  /** A name with its place among names. */
  private record Keyed(String name, String key) {}

  private List<Keyed> sortedNames() throws IOException {
    List<Keyed> sorted = new ArrayList<>();
    for (String name : names()) {
      sorted.add(new Keyed(name, NaturalOrder.key(name)));
    }
    // not Comparator.comparing: its lambda is made at run time, which takes 10 ms
    sorted.sort((a, b) -> NaturalOrder.compare(a.key(), a.name(), b.key(), b.name()));
    return sorted;
  }

  /** Names of the folders that may be machines; hidden ones are not. */
  List<String> names() throws IOException {
    String[] found = folder.toFile().list();
    List<String> names = new ArrayList<>();
    for (String name : found == null ? namesOrWhyNot() : List.of(found)) {
      if (!name.startsWith(".")) {
        names.add(name);
      }
    }
    return names;
  }

  /** The slower way, whose failure says what is wrong; none where there is no folder. */
  private List<String> namesOrWhyNot() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
      return names;
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** The failure for a name that a new machine can't have. */
  MachineFailure taken(MachineName name) throws IOException {
    MachineFailure failure =
        MachineFailure.of(FailureKind.CONFLICT, "machine \"" + name + "\" already exists");
    boolean resumable = isCreating(name);
    return (resumable ? failure.because("its creation was interrupted") : failure)
        .hint((resumable ? "jmachine create --resume " : "jmachine start ") + name)
        .hint("jmachine rm " + name);
  }

  private boolean isCreating(MachineName name) throws IOException {
    try {
      return read(name.value(), new RecordReader()).phase() == Phase.CREATING;
    } catch (UnusableRecordException | NoSuchFileException e) {
      return false;
    }
  }

  private MachineFailure notFound(MachineName name) throws IOException {
    MachineFailure failure =
        MachineFailure.of(FailureKind.NOT_FOUND, "machine \"" + name + "\" does not exist");
    String meant = Nearest.to(name.value(), names());
    return (meant == null ? failure : failure.because("did you mean \"" + meant + "\"?"))
        .hint("jmachine ls")
        .hint("jmachine create " + name);
  }

  private MachineFailure unusable(MachineName name, UnusableRecordException why) {
    Path record = folder(name).resolve(RECORD);
    MachineFailure failure =
        MachineFailure.failed("cannot read the record of machine \"" + name + "\"")
            .because(record + ": " + why.reason(), why);
    Path previous = record.resolveSibling(RECORD + ".prev");
    if (why.isNewer()) {
      return failure.hint("update jmachine");
    }
    return Files.exists(previous)
        ? failure.hint(
            "cp " + Quoted.word(previous.toString()) + " " + Quoted.word(record.toString()))
        : failure.hint("jmachine rm -f " + name);
  }
}
