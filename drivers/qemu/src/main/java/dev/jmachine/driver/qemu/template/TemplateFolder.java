package dev.jmachine.driver.qemu.template;

import dev.jmachine.driver.qemu.host.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
   * Notes that a machine needs this template; to be called before its disk is made.
   *
   * @param folders where the machine is, or will be: one that is moving has two places
   */
  public void claim(String uid, Path... folders) throws IOException {
    PrivateFiles.folder(claims());
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
        List<Path> there =
            PrivateFiles.read(claim).lines().map(Path::of).filter(Files::isDirectory).toList();
        if (there.isEmpty()) {
          Files.deleteIfExists(claim);
        }
        machines.addAll(there);
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    return machines;
  }
}
