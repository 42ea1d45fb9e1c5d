package dev.jmachine.driver.qemu.image;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.driver.qemu.host.HostCommand;
import dev.jmachine.driver.qemu.host.PrivateFiles;
import dev.jmachine.driver.qemu.host.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds our image with mmdebstrap: as root, or as an ordinary user in a user namespace. Everything
 * is made in a staging folder; the caller moves that to its place.
 */
final class ImageBuild {
  /** Virtual size of the image's disk; the file grows with what is written. */
  static final int DISK_GIB = 20;

  private final HostSources sources;
  private final SearchPath path;
  private final boolean root;

  ImageBuild(HostSources sources, SearchPath path, boolean root) {
    this.sources = sources;
    this.path = path;
    this.root = root;
  }

  /** Names the content of the image that {@link #build} would make. */
  static String key(String suite) throws IOException {
    return "build-" + suite + "-" + ImageScripts.load().digest(suite + "/" + DISK_GIB);
  }

  /**
   * Builds into {@code staging}, an empty folder: disk.qcow2, vmlinux, initrd.
   *
   * @param title of the step under way, for progress
   */
  void build(String suite, Path staging, Scratch scratch, Steps steps, String title)
      throws IOException, InterruptedException {
    ImageScripts scripts = ImageScripts.load();
    Path input = staging.resolve("in.tar");
    PrivateFiles.write(input, scripts.tar());
    Path work = scratch.make();
    Map<String, String> environment =
        Map.of(
            "PATH", path.value(),
            "TMPDIR", work.toString(),
            "SCRATCH", work.toString(),
            "DISK_GIB", String.valueOf(DISK_GIB),
            // the image boots by an initrd of its own: spare Debian's
            "INITRD", "No",
            "DEBIAN_FRONTEND", "noninteractive");
    List<String> argv = argv(suite, scripts.packages(), input, staging);
    HostCommand.Ended ended =
        new HostCommand(argv, environment, staging).run(line -> report(line, steps, title));
    if (!ended.well()) {
      throw failure(ended.tail());
    }
    Files.delete(input);
  }

  private List<String> argv(String suite, List<String> packages, Path input, Path staging)
      throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>();
    argv.add("mmdebstrap");
    argv.add("--mode=" + (root ? "root" : "unshare"));
    argv.addAll(List.of("--format=null", "--variant=apt", "--architectures=amd64"));
    argv.add("--aptopt=APT::Install-Recommends \"false\"");
    argv.add("--aptopt=Acquire::Retries \"3\"");
    for (String proxy : proxies()) {
      argv.add("--aptopt=" + proxy);
    }
    for (String left : List.of("doc", "man", "info", "locale")) {
      argv.add("--dpkgopt=path-exclude=/usr/share/" + left + "/*");
    }
    argv.add("--include=" + String.join(",", packages));
    argv.add("--customize-hook=tar-in " + quoted(input) + " /");
    argv.add("--customize-hook=sh \"$1/jm-in/customize.sh\" \"$1\"");
    argv.add(
        "--customize-hook=copy-out /jm-out/disk.qcow2 /jm-out/vmlinux /jm-out/initrd "
            + quoted(staging));
    argv.addAll(List.of(suite, "/dev/null"));
    argv.addAll(sources.mirror().sourcesOf(suite));
    return argv;
  }

  /** Proxies that this computer's apt uses; mmdebstrap does not take them over by itself. */
  private List<String> proxies() throws IOException, InterruptedException {
    if (!path.has("apt-config")) {
      return List.of();
    }
    HostCommand.Ended ended =
        HostCommand.of(
                "apt-config", "dump", "--no-empty", "Acquire::http::Proxy", "Acquire::https::Proxy")
            .run();
    return ended.well()
        ? ended.tail().stream()
            .filter(line -> line.startsWith("Acquire::http") && line.endsWith(";"))
            .map(line -> line.substring(0, line.length() - 1))
            .toList()
        : List.of();
  }

  /** Special hooks are parted like shell words. */
  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }

  private static void report(String line, Steps steps, String title) {
    String phase = phase(line);
    if (!phase.isEmpty()) {
      steps.detail(title, phase);
    }
  }

  /** What a line of mmdebstrap or of our script tells of the progress; empty for all others. */
  static String phase(String line) {
    if (line.startsWith("phase=")) {
      return switch (line) {
        case "phase=configure" -> "configuring the system";
        case "phase=kernel" -> "unpacking the kernel";
        case "phase=disk" -> "writing the disk";
        default -> "";
      };
    }
    boolean telling = line.startsWith("I: ") && line.endsWith("...");
    return telling && !line.contains("signed-by") ? line.substring(3, line.length() - 3) : "";
  }

  private static MachineFailure failure(List<String> tail) {
    List<String> errors =
        tail.stream()
            .filter(
                line ->
                    line.matches("(E|W|Err)[:].*|.*(No space left|Failed to fetch|Could not).*"))
            .toList();
    String cause = String.join("; ", errors.isEmpty() ? last(tail, 3) : last(errors, 3));
    return MachineFailure.of(FailureKind.FAILED, "cannot build the machine image")
        .because(cause)
        .left("nothing")
        .hint("--qemu-image " + ImageName.OFFICIAL + " downloads a ready image instead")
        .see("docs/drivers/qemu.md#the-image-cannot-be-built");
  }

  private static List<String> last(List<String> lines, int count) {
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }
}
