package dev.jmachine.driver.qemu.image;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.host.SearchPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cache of base images: one folder an image, named by content, which is there whole or not at
 * all. Half-made images are swept by whoever next makes the same.
 */
public final class ImageStore {
  private static final String DISK = "disk.img";

  private final Path folder;
  private final Pause pause;
  private final ImageBuild build;
  private final Download download = new Download();

  /**
   * A store.
   *
   * @param folder of the cache; made when first needed
   * @param root whether we are root, who needs no user namespace to build
   */
  public ImageStore(Path folder, Pause pause, SearchPath path, boolean root) {
    this.folder = folder;
    this.pause = pause;
    this.build = new ImageBuild(new HostSources(Path.of("/etc")), path, root);
  }

  /** Whether our image is there already, so that nothing is needed to build it. */
  public boolean hasBuilt(String suite) throws IOException {
    return Files.isDirectory(folder.resolve(ImageBuild.key(suite)));
  }

  /** Size of the disk that an image of ours gives at the least, in GiB. */
  public static int builtDiskGib() {
    return ImageBuild.DISK_GIB;
  }

  /** The image, made or downloaded where it is not there yet. */
  public BaseImage require(ImageName name, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    PrivateFiles.folder(folder);
    return switch (name) {
      case ImageName.Built(String suite) -> built(name, suite, steps, deadline);
      case ImageName.Official(String shown, URI url, String list) ->
          official(shown, url, list, steps, deadline);
      case ImageName.Remote(URI url, Checksum checksum) ->
          remote(url.toString(), url, checksum, steps, deadline);
      case ImageName.Local(Path file, Checksum checksum) -> local(file, checksum, steps, deadline);
    };
  }

  /** Fills an empty staging folder with what an image consists of. */
  @FunctionalInterface
  private interface Making {
    void into(Path staging, String title) throws IOException, InterruptedException;
  }

  private BaseImage built(ImageName name, String suite, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    String key = ImageBuild.key(suite);
    Scratch scratch = new Scratch(folder.resolve("." + key + ".scratch"));
    Path image =
        once(
            key,
            "Building image " + name.shown() + " (once)",
            steps,
            deadline,
            (staging, title) -> {
              scratch.sweep();
              try {
                build.build(suite, staging, scratch, steps, title);
              } finally {
                sweepAnyway(scratch);
              }
            });
    Path disk = image.resolve("disk.qcow2");
    return new BaseImage(
        disk,
        "qcow2",
        (long) ImageBuild.DISK_GIB << 30,
        image.resolve("vmlinux"),
        image.resolve("initrd"));
  }

  /** Also after an interruption, whose flag stays for the caller. */
  private static void sweepAnyway(Scratch scratch) throws IOException, InterruptedException {
    boolean interrupted = Thread.interrupted();
    try {
      scratch.sweep();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private BaseImage official(String shown, URI url, String list, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    String file = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
    Checksum checksum =
        steps.run(
            "Reading checksums of " + shown,
            () ->
                Checksum.inList(download.text(url.resolve(list)), file)
                    .orElseThrow(
                        () ->
                            MachineFailure.failed("no checksum for image " + shown)
                                .because(url.resolve(list) + " does not list " + file)));
    return remote(shown, url, checksum, steps, deadline);
  }

  private BaseImage remote(
      String shown, URI url, @Nullable Checksum checksum, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    if (checksum == null) {
      steps.warn("the image has no checksum; give --qemu-image-checksum to be sure of it");
    }
    String key =
        checksum == null ? "url-" + Naming.digest(url.toString()) : Naming.folder(checksum);
    Path part = folder.resolve("." + key + ".part");
    return disk(
        once(
            key,
            "Downloading image " + shown,
            steps,
            deadline,
            (staging, title) -> {
              PartFile file = new PartFile(part);
              download.fetch(url, part, steps, title);
              if (checksum != null) {
                requireOrDelete(checksum, file, shown);
              }
              acceptable(file);
              file.moveTo(staging.resolve(DISK));
            }));
  }

  private static void requireOrDelete(Checksum checksum, PartFile file, String shown)
      throws IOException, InterruptedException {
    try {
      checksum.require(file.path(), shown);
    } catch (MachineFailure wrong) {
      file.delete();
      throw wrong;
    }
  }

  private static void acceptable(PartFile file) throws IOException, InterruptedException {
    try {
      DiskFormat.of(file.path());
    } catch (MachineFailure refused) {
      file.delete();
      throw refused;
    }
  }

  /** Copied, since a machine's disk breaks when the file under it changes. */
  private BaseImage local(Path file, @Nullable Checksum checksum, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    DiskFormat.of(file);
    Checksum found =
        steps.run(
            "Reading image " + file.getFileName(),
            () -> {
              if (checksum != null) {
                checksum.require(file, file.toString());
                return checksum;
              }
              return Checksum.of(file, "sha256");
            });
    return disk(
        once(
            Naming.folder(found),
            "Copying image " + file.getFileName(),
            steps,
            deadline,
            (staging, title) -> Files.copy(file, staging.resolve(DISK))));
  }

  private static BaseImage disk(Path image) throws IOException, InterruptedException {
    Path disk = image.resolve(DISK);
    DiskFormat format = DiskFormat.of(disk);
    return new BaseImage(disk, format.name(), format.bytes(), null, null);
  }

  private Path once(String key, String title, Steps steps, Deadline deadline, Making making)
      throws IOException, InterruptedException {
    Path image = folder.resolve(key);
    if (Files.isDirectory(image)) {
      return image;
    }
    return steps.run(title, () -> made(image, key, title, steps, deadline, making));
  }

  private Path made(
      Path image, String key, String title, Steps steps, Deadline deadline, Making making)
      throws IOException, InterruptedException {
    Path staging = folder.resolve("." + key + ".staging");
    try (CacheLock _ =
        CacheLock.take(
            folder.resolve("." + key + ".lock"),
            "image",
            pause,
            deadline,
            reason -> steps.detail(title, reason))) {
      if (Files.isDirectory(image)) {
        return image;
      }
      PrivateFiles.deleteTree(staging);
      PrivateFiles.folder(staging);
      try {
        making.into(staging, title);
        Files.move(staging, image, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        PrivateFiles.deleteTree(staging);
      }
      return image;
    }
  }

  /** Whether an image's folder is what a build would make now, or no build of ours. */
  public boolean isPresentRecipe(Path image) throws IOException {
    String name = String.valueOf(image.getFileName());
    if (!name.startsWith("build-")) {
      return false;
    }
    String rest = name.substring("build-".length());
    int digest = rest.lastIndexOf('-');
    return digest > 0 && name.equals(ImageBuild.key(rest.substring(0, digest)));
  }

  /** What killed commands left of images that they were making. */
  public Map<String, Instant> halfMade() throws IOException {
    return new HalfMadeImages(folder).all();
  }

  /** Deletes what is left of one, unless somebody makes it now. */
  public void deleteHalfMade(String key) throws IOException, InterruptedException {
    new HalfMadeImages(folder).delete(key);
  }

  /** The image's own name, for one that needs no network or build; empty where it does. */
  public Optional<String> present(ImageName name) throws IOException {
    return switch (name) {
      case ImageName.Built(String suite) ->
          hasBuilt(suite) ? Optional.of(ImageBuild.key(suite)) : Optional.empty();
      case ImageName.Official _, ImageName.Local _ -> Optional.empty();
      case ImageName.Remote(URI url, Checksum checksum) -> {
        String key =
            checksum == null ? "url-" + Naming.digest(url.toString()) : Naming.folder(checksum);
        yield Files.isDirectory(folder.resolve(key)) ? Optional.of(key) : Optional.empty();
      }
    };
  }
}
