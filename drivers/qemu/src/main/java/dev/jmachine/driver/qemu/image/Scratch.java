package dev.jmachine.driver.qemu.image;

import dev.jmachine.driver.qemu.host.HostCommand;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder in which mmdebstrap unpacks a system. It lies outside the user's home, since the users
 * that an ordinary user's namespace maps cannot look in there, and on disk, since /tmp may be
 * memory. Its path is noted, so that a build that was killed can be swept.
 */
final class Scratch {
  private static final Path BELOW = Path.of("/var/tmp");

  /**
   * Others may make and reach files but not list or remove them: mapped users are "others" here.
   */
  private static final int MODE = 01733;

  private final Path note;

  /** The scratch folder noted in the file {@code note}, whether or not it exists. */
  Scratch(Path note) {
    this.note = note;
  }

  Path make() throws IOException {
    Path folder = BELOW.resolve("jmachine-" + Long.toHexString(System.nanoTime()));
    PrivateFiles.write(note, folder.toString());
    Files.createDirectory(folder);
    Files.setAttribute(folder, "unix:mode", MODE);
    return folder;
  }

  /** Deletes what is there, files of mapped users included. */
  void sweep() throws IOException, InterruptedException {
    if (!Files.exists(note)) {
      return;
    }
    Path folder = Path.of(PrivateFiles.read(note).strip());
    if (folder.startsWith(BELOW) && Files.isDirectory(folder)) {
      delete(folder);
    }
    Files.deleteIfExists(note);
  }

  private static void delete(Path folder) throws IOException, InterruptedException {
    try {
      Files.setAttribute(folder, "unix:mode", 01777);
      PrivateFiles.deleteTree(folder);
    } catch (AccessDeniedException foreign) {
      List<String> argv = new ArrayList<>(List.of("mmdebstrap", "--unshare-helper", "rm", "-rf"));
      try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
        children.forEach(child -> argv.add(child.toString()));
      }
      HostCommand.of(argv.toArray(String[]::new)).run();
      PrivateFiles.deleteTree(folder);
    }
  }
}
