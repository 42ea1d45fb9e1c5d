package dev.jmachine.driver.qemu.template;

import dev.jmachine.driver.qemu.host.PrivateFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of one template.
 *
 * @param path its folder, named by the key's id; 0700
 */
public record TemplateFolder(Path path) {
  /** What differs from the base image; clones' disks are on top of it. */
  public Path disk() {
    return path.resolve("disk.qcow2");
  }

  /** The guest's memory; clones map it privately. */
  public Path memory() {
    return path.resolve("memory");
  }

  /** The devices' state, as QEMU's migration writes it. */
  public Path state() {
    return path.resolve("state");
  }

  Path record() {
    return path.resolve("template.json");
  }

  /** One file a clone, called by the machine's uid, with its folder's path in it. */
  private Path claims() {
    return path.resolve("clones");
  }

  /**
   * Notes that a new machine needs this template; to be called before its disk is made. Who removes
   * a template hides its record before it looks for notes the last time, so either this finds the
   * record gone or the note is found.
   *
   * @param folder where the machine is
   * @return false where the template is gone: nothing is noted
   */
  public boolean claimIfThere(String uid, Path folder) throws IOException {
    if (!Files.exists(record())) {
      return false;
    }
    try {
      claim(uid, folder);
    } catch (NoSuchFileException | FileNotFoundException e) {
      return false; // the whole folder went meanwhile
    }
    if (Files.exists(record())) {
      return true;
    }
    release(uid);
    return false;
  }

  /** From now on nobody finds it; those who noted that they need it may still be there. */
  void hide() throws IOException {
    try {
      Files.move(record(), hidden(), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException none) {
      return; // a removal that was killed has come so far
    }
  }

  void showAgain() throws IOException {
    Files.move(hidden(), record(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path hidden() {
    return path.resolve(".template.json.going");
  }

  /**
   * Notes where a machine that needs this template is, or will be.
   *
   * @param folders where the machine is, or will be: one that is moving has two places
   */
  public void claim(String uid, Path... folders) throws IOException {
    if (Files.isDirectory(path)) {
      PrivateFiles.folder(claims());
    }
    StringBuilder text = new StringBuilder();
    for (Path folder : folders) {
      text.append(folder).append('\n');
    }
    PrivateFiles.write(claims().resolve(uid), text.toString());
  }

  /** Takes a claim back; none is success. */
  public void release(String uid) throws IOException {
    Files.deleteIfExists(claims().resolve(uid));
  }

  /**
   * The folders of the machines that need this template. A machine whose files were deleted by hand
   * needs nothing any more, and its claim goes here.
   */
  public List<Path> machines() throws IOException {
    List<Path> machines = new ArrayList<>();
    try (DirectoryStream<Path> claims = Files.newDirectoryStream(claims())) {
      for (Path claim : claims) {
        if (!isDraft(claim)) {
          machines.addAll(machinesOf(claim));
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    return machines;
  }

  private static List<Path> machinesOf(Path claim) throws IOException {
    String folders;
    try {
      folders = PrivateFiles.read(claim);
    } catch (FileNotFoundException released) {
      return List.of(); // since it was listed
    }
    List<Path> there = folders.lines().map(Path::of).filter(Files::isDirectory).toList();
    if (there.isEmpty()) {
      Files.deleteIfExists(claim);
    }
    return there;
  }

  /** One that is being written has its name in a moment. */
  private static boolean isDraft(Path claim) {
    return String.valueOf(claim.getFileName()).startsWith(".");
  }
}
