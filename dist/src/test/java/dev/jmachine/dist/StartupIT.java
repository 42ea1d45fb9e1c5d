package dev.jmachine.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What keeps the quick commands quick, told by the JVM's own log rather than by a clock: each of
 * these once cost 10 to 20 ms. {@code bench/startup} measures.
 */
class StartupIT {
  private static final Path HOME =
      Path.of(Objects.requireNonNull(System.getProperty("jmachine.test.install")));
  private static final String RECORD =
      """
      {"schema":1,"name":"dev","uid":"0123456789ab","created":"2026-01-01T00:00:00Z",
       "phase":"READY","spec":{"driver":"none","driverOptions":{},"engine":{"install":"auto",
       "options":[],"labels":[],"env":{},"insecureRegistries":[],"registryMirrors":[],
       "tlsSans":[]}},"ledger":[],"access":{"engineHost":"127.0.0.1","enginePort":1,
       "engineListenPort":1,"names":["dev"]},"engine":{"url":"tcp://127.0.0.1:2376",
       "version":"28.0.0","apiVersion":"1.48","certificateExpires":"2036-01-01T00:00:00Z"}}
      """;

  @TempDir Path folder;

  @BeforeEach
  void makeStore() throws Exception {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path machine = folder.resolve("store/machines/dev");
    for (Path path : List.of(folder.resolve("store"), machine.getParent(), machine)) {
      Files.createDirectory(path, ownerOnly);
    }
    Files.writeString(machine.resolve("machine.json"), RECORD);
    for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
      Files.writeString(machine.resolve(file), "of no use");
    }
  }

  /** Each of these asks a driver: its machines are of the none driver, or stopped ones of qemu. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "status dev",
        "status vm",
        "ls",
        "ls --quiet",
        "ls --filter driver=none",
        "ls --filter driver=qemu"
      })
  void aLookAtStatesOpensNoJarAndMakesNoClassAndNoThreadForEachMachine(String line)
      throws Exception {
    TrainingStore.fill(folder.resolve("store"));
    List<String> log = run(line);
    assertQuick(log);
    for (String costly :
        List.of(
            "java/security/Security'",
            "java/time/format/DateTimeFormatter'",
            "java/lang/ThreadBuilders$VirtualThreadBuilder'",
            "java/util/concurrent/ThreadPerTaskExecutor'",
            "java/util/concurrent/ForkJoinPool'",
            "io/avaje/jsonb/Jsonb'",
            "java/lang/runtime/ObjectMethods'")) {
      assertThat(log).noneMatch(l -> l.contains("Initializing '" + costly));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"env dev", "url dev", "ip dev", "config dev"})
  void aQuickCommandOpensNoJarAndMakesNoClass(String line) throws Exception {
    assertQuick(run(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"env cloud", "url cloud", "ip cloud", "config cloud"})
  void aMachineOfADriverWithAnSdkIsAsQuickAsAnyOther(String line) throws Exception {
    Path machine = folder.resolve("store/machines/cloud");
    Trees.copy(folder.resolve("store/machines/dev"), machine);
    Files.writeString(
        machine.resolve("machine.json"),
        RECORD.replace("\"dev\"", "\"cloud\"").replace("\"none\"", "\"aws\""));
    List<String> log = run(line);
    assertQuick(log);
    // neither here nor in the driver's JVM, which a hand-over would start
    assertThat(log).noneMatch(l -> l.contains("software.amazon"));
    assertThat(log).noneMatch(l -> l.contains("'dev/jmachine/cli/drivers/HandOver'"));
  }

  private static void assertQuick(List<String> log) {
    assertThat(log).filteredOn(l -> l.contains("Initializing")).isNotEmpty();
    for (String costly :
        List.of(
            "java/math/BigDecimal'",
            "java/util/zip/ZipFile$Source'",
            "java/util/ServiceLoader$LazyClassPathLookupIterator'",
            "java/lang/invoke/InvokerBytecodeGenerator'")) {
      assertThat(log).noneMatch(l -> l.contains("'" + costly));
    }
    assertThat(log).filteredOn(l -> l.contains(" source: ")).hasSizeGreaterThan(500);
    assertThat(log)
        .filteredOn(l -> l.contains(" source: ") && !l.contains("shared objects file"))
        .as("classes that the cache does not have")
        .hasSizeLessThan(8);
  }

  /** The JVM's log of the classes that were loaded and initialised. */
  private List<String> run(String line) throws Exception {
    Install install = Install.at(HOME);
    Path log = folder.resolve("classes.log");
    List<String> command = new ArrayList<>();
    command.add(install.folder().resolve("runtime/bin/java").toString());
    command.addAll(JvmFlags.SHAPE);
    command.add("-XX:AOTCache=" + quickCache(install));
    command.add("-Xlog:class+load,class+init=info:file=" + log);
    command.add("-Djmachine.install=" + install.folder());
    command.addAll(launcherProperties(install));
    command.addAll(List.of("-cp", Jars.classPath(install.libraries())));
    command.add("dev.jmachine.cli.Main");
    command.addAll(List.of(line.split(" ")));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JMACHINE_HOME", folder.resolve("store").toString());
    Process process = builder.start();
    List<String> output = process.inputReader().lines().toList();
    // the engine of dev does not answer, which "status" tells by its exit code
    assertThat(process.waitFor())
        .as(output.toString())
        .isEqualTo(line.equals("status dev") ? 1 : 0);
    return Files.readAllLines(log);
  }

  /** Those that the launcher gives in plain words; the folder and the program it finds out. */
  private static List<String> launcherProperties(Install install) throws Exception {
    String launcher = Files.readString(install.folder().resolve("bin/jmachine"));
    List<String> found =
        Pattern.compile(" (-D[^ \"$]+=[^ \"$]+)")
            .matcher(launcher)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(found).anyMatch(property -> property.startsWith("-Djmachine.drivers="));
    return found;
  }

  private static Path quickCache(Install install) throws Exception {
    try (Stream<Path> files = Files.list(install.folder().resolve("lib"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("jmachine-[0-9a-f]{12}\\.aot"))
          .findFirst()
          .orElseThrow();
    }
  }
}
