package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.image.BackingFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files that killed commands left and that belong to no machine: folders of sockets that no process
 * uses, half-made images and templates; and, where that is asked for, images of an older recipe.
 */
final class Leftovers {
  static final String SOCKETS = "socket-folder";
  static final String HALF_MADE = "half-made-image";
  static final String TEMPLATE = "half-made-template";
  static final String IMAGE = "image";

  private final QemuHost host;

  Leftovers(QemuHost host) {
    this.host = host;
  }

  List<OwnedResource> all(boolean images) throws IOException {
    List<OwnedResource> found = new ArrayList<>();
    for (Path folder : unusedSockets()) {
      found.add(owned(SOCKETS, folder.toString(), changed(folder)));
    }
    for (Map.Entry<String, Instant> one : host.images().halfMade().entrySet()) {
      found.add(owned(HALF_MADE, one.getKey(), one.getValue()));
    }
    for (Path staging : host.templates().halfMade()) {
      found.add(owned(TEMPLATE, staging.toString(), changed(staging)));
    }
    if (images) {
      for (Path image : unusedImages()) {
        found.add(owned(IMAGE, String.valueOf(image.getFileName()), changed(image)));
      }
    }
    return found;
  }

  /**
   * Of a stopped machine too, of whichever store: a start makes it anew, so only one in use must
   * stay.
   */
  void deleteSockets(Resource resource) throws IOException {
    Path folder = Path.of(resource.token());
    if (unusedSockets().contains(folder)) {
      PrivateFiles.deleteTree(folder);
    }
  }

  void deleteImage(Resource resource) throws IOException {
    for (Path image : unusedImages()) {
      if (String.valueOf(image.getFileName()).equals(resource.token())) {
        PrivateFiles.deleteTree(image);
      }
    }
  }

  private List<Path> unusedSockets() throws IOException {
    Set<String> inUse = new HashSet<>();
    var processes = host.vmHost().processes();
    for (long pid : processes.all()) {
      inUse.addAll(processes.arguments(pid));
    }
    String used = String.join("\n", inUse);
    List<Path> unused = new ArrayList<>();
    for (Path place : host.socketFolders()) {
      for (Path folder : children(place)) {
        boolean ours = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && isOwn(folder);
        if (ours && !used.contains(folder + "/")) {
          unused.add(folder);
        }
      }
    }
    return unused;
  }

  /**
   * None where the cache is shared by several stores: then the machines of the others can't be
   * seen.
   */
  private List<Path> unusedImages() throws IOException {
    Path cache = host.context().cacheFolder().toAbsolutePath().normalize();
    Path store = host.context().storeFolder().toAbsolutePath().normalize();
    if (!cache.startsWith(store)) {
      return List.of();
    }
    Set<Path> used = new HashSet<>();
    used.addAll(backings(store.resolve("machines")));
    used.addAll(backings(cache.resolve("qemu")));
    List<Path> unused = new ArrayList<>();
    for (Path image : children(host.imageFolder())) {
      boolean hidden = String.valueOf(image.getFileName()).startsWith(".");
      boolean isUsed = used.stream().anyMatch(file -> file.startsWith(image));
      if (!hidden && !isUsed && !host.images().isPresentRecipe(image)) {
        unused.add(image);
      }
    }
    return unused;
  }

  private static Set<Path> backings(Path below) throws IOException {
    Set<Path> found = new HashSet<>();
    if (!Files.isDirectory(below)) {
      return found;
    }
    List<Path> disks;
    try (Stream<Path> all = Files.walk(below)) {
      disks = all.filter(file -> file.toString().endsWith(".qcow2")).toList();
    }
    for (Path disk : disks) {
      BackingFile.of(disk).ifPresent(found::add);
    }
    return found;
  }

  private OwnedResource owned(String kind, String token, @Nullable Instant changed) {
    return new OwnedResource(
        "", "", new Resource(kind, token, token, Map.of()), host.context().owner(), changed, null);
  }

  private static List<Path> children(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(all::add);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return all;
  }

  private boolean isOwn(Path folder) throws IOException {
    Path own = host.context().storeFolder();
    return !Files.exists(own)
        || Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
  }

  private static @Nullable Instant changed(Path path) throws IOException {
    try {
      return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
