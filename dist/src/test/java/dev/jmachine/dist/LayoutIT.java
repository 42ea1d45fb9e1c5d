package dev.jmachine.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at the packaged program from outside. */
class LayoutIT {
  private static final Path HOME = Path.of(property("jmachine.test.install"));

  @TempDir Path folder;

  @Test
  void theLauncherStartsTheProgram() throws Exception {
    assertThat(lines(HOME.resolve("bin/jmachine").toString(), "--version"))
        .containsExactly("jmachine " + property("jmachine.test.version"));
  }

  @Test
  void noJarIsSigned() throws Exception {
    for (Path jar : Install.at(HOME).libraries()) {
      try (var file = new JarFile(jar.toFile())) {
        assertThat(file.stream().filter(e -> Jars.isSignature(e.getName())))
            .as("%s", jar)
            .isEmpty();
      }
    }
  }

  @Test
  void theRuntimeHasEveryModuleThatTheJarsNeed() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jdeps").toString());
    command.addAll(List.of("--multi-release", "25", "--ignore-missing-deps"));
    command.add("--print-module-deps");
    Install.at(HOME).libraries().forEach(jar -> command.add(jar.toString()));
    Set<String> needed = Set.of(String.join("", lines(command)).split(","));
    assertThat(RuntimeImage.MODULES).containsAll(needed);
  }

  /** One that is listed and not there would be looked for in every jar. */
  @Test
  void everySecurityProviderOfTheRuntimesListIsThere() throws Exception {
    String java = HOME.resolve("runtime/bin/java").toString();
    List<String> shown = lines(java, "-XshowSettings:security:providers", "-version");
    assertThat(
            Files.readAllLines(HOME.resolve("runtime/conf/security/java.security")).stream()
                .filter(line -> line.startsWith("security.provider."))
                .map(line -> line.substring(line.indexOf('=') + 1)))
        .containsExactlyElementsOf(SecurityProviders.IN_IMAGE)
        .allMatch(name -> shown.stream().anyMatch(line -> line.contains("name: " + name)));
  }

  @Test
  void bothCachesFitTheProgram() throws Exception {
    for (Path cache : caches(HOME)) {
      assertThat(startedWith(HOME, cache)).first().asString().startsWith("jmachine ");
    }
    assertThat(caches(HOME)).hasSize(2);
  }

  /** It was trained on a whole create from a template, and on a machine of the pool. */
  @Test
  void theFullCacheHoldsWhatAWarmCreateLoads() throws Exception {
    Path full =
        caches(HOME).stream().filter(c -> c.toString().contains("-full-")).findAny().orElseThrow();
    List<String> command = new ArrayList<>();
    command.add(HOME.resolve("runtime/bin/java").toString());
    command.addAll(JvmFlags.SHAPE);
    command.addAll(List.of("-XX:AOTCache=" + full, "-XX:+PrintSharedArchiveAndExit"));
    command.addAll(List.of("-cp", Jars.classPath(Install.at(HOME).libraries()), "none"));
    assertThat(String.join("\n", lines(command)))
        .contains(
            ": dev.jmachine.driver.qemu.WarmVm app_loader",
            ": dev.jmachine.bootstrap.Issued app_loader",
            ": dev.jmachine.bootstrap.engine.HttpAnswer app_loader",
            ": dev.jmachine.core.store.MachineStore app_loader",
            ": org.bouncycastle.cert.X509v3CertificateBuilder app_loader");
  }

  @Test
  void theArchiveUnpacksToAProgramThatStartsFromItsCache() throws Exception {
    Path archive = HOME.resolveSibling("jmachine-" + property("jmachine.test.version") + ".tar.gz");
    lines("tar", "-xzf", archive.toString(), "-C", folder.toString());
    Path moved = folder.resolve("jmachine");
    assertThat(lines(moved.resolve("bin/jmachine").toString(), "--version")).hasSize(1);
    assertThat(startedWith(moved, caches(moved).getFirst())).hasSize(1);
  }

  @Test
  void theBillOfMaterialsNamesPicocliAndWhatIsShipped() throws Exception {
    assertThat(HOME.resolveSibling("bom.json"))
        .content()
        .contains("pkg:maven/info.picocli/picocli@4.7.7", "pkg:maven/com.hierynomus/sshj@")
        .doesNotContain("junit", "archunit");
  }

  /** With AOTMode=on the JVM gives up where the cache does not fit. */
  private static List<String> startedWith(Path home, Path cache) throws Exception {
    Install install = Install.at(home);
    List<String> command = new ArrayList<>();
    command.add(install.folder().resolve("runtime/bin/java").toString());
    command.addAll(JvmFlags.SHAPE);
    command.addAll(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
    command.addAll(List.of("-cp", Jars.classPath(install.libraries())));
    command.addAll(List.of("dev.jmachine.cli.Main", "--version"));
    return lines(command);
  }

  private static List<Path> caches(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      return files.filter(f -> f.toString().endsWith(".aot")).collect(Collectors.toList());
    }
  }

  private static List<String> lines(String... command) throws Exception {
    return lines(List.of(command));
  }

  private static List<String> lines(List<String> command) throws Exception {
    return Commands.run(command).lines().toList();
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
