package dev.jmachine.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Java runtime that is shipped, linked from the JDK that runs this program. */
final class RuntimeImage {
  /**
   * What our own jars need (a test asks jdeps), and what the cloud SDKs will: jgss, naming, sql and
   * xml. Of java.compiler an annotation is named by avaje-jsonb. The provider of elliptic curves
   * and the one of zip files are found by name only.
   */
  static final List<String> MODULES =
      List.of(
          "java.base",
          "java.compiler",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.sql",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.unsupported",
          "jdk.zipfs");

  private RuntimeImage() {}

  /** Links it, unless the folder holds what the same JDK linked from the same modules. */
  static void link(Path folder) throws IOException, InterruptedException {
    Path stamp = folder.resolveSibling(folder.getFileName() + ".stamp");
    String wanted =
        System.getProperty("java.vm.version") + " " + MODULES + " " + SecurityProviders.IN_IMAGE;
    if (Files.isDirectory(folder)
        && Files.exists(stamp)
        && Files.readString(stamp).equals(wanted)) {
      return;
    }
    Trees.delete(folder);
    Commands.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
            "--add-modules",
            String.join(",", MODULES),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--generate-cds-archive",
            "--output",
            folder.toString()));
    SecurityProviders.keepThoseOf(folder);
    Files.writeString(stamp, wanted);
  }
}
