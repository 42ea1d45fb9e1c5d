package dev.jmachine.journey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import dev.jmachine.testkit.fault.FaultCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing stays: what is left over after commands were killed with SIGKILL and after a store was
 * deleted goes by gc, and what has a time to live goes by itself. The packaged program, on the
 * example's cloud and with real virtual machines.
 */
@Timeout(600)
@TestMethodOrder(OrderAnnotation.class)
class ExpiryIT {
  private static final Path INSTALL =
      Path.of(Objects.requireNonNull(System.getProperty("jmachine.test.install.hello")));
  private static final String JM = INSTALL + "/bin/jmachine ";
  private static final String STORE = " --storage-path ";

  /** Half-made images of the user are none of this test's business. */
  private static final String OWN_CACHE = "JMACHINE_CACHE=/nowhere ";

  private static final String NOW = "gc -y --older-than 0 ";

  @TempDir private Path home;
  private Path cloud;
  private Sandbox user;

  @BeforeEach
  void aCloudOfOnesOwn() throws IOException {
    user = new Sandbox(home);
    cloud = Files.createDirectory(home.resolve("cloud"));
  }

  @AfterEach
  void nothingGoesOnRunning() throws Exception {
    killed("");
  }

  @Test
  void what_lost_its_store_is_found_at_the_provider_and_only_ours_is_deleted() throws Exception {
    ok(hello("create -d hello web-1"));
    ok(hello("create -d hello web-2"));
    ok("rm -r " + user.store().resolve("machines/web-1"));

    assertThat(ok(hello("gc --dry-run --older-than 0")).out())
        .containsPattern("hello +web-1 +unclaimed .*address a-.*, instance i-")
        .doesNotContain("web-2");
    assertThat(ok(hello("gc -y -d hello")).err()).contains("nothing is left over");
    ok("JMACHINE_OWNER=somebody-else " + hello(NOW + "-d hello --other-stores"));
    String elsewhere = "JMACHINE_HOME=" + home.resolve("elsewhere") + " ";
    ok(elsewhere + hello(NOW + "-d hello"));
    assertThat(inCloud()).as("ours, young or another store's").hasSize(4);

    assertThat(ok(OWN_CACHE + hello(NOW + "-o json")).out())
        .contains("\"machine\":\"web-1\"", "\"result\":\"deleted\"");
    assertThat(inCloud()).hasSize(2);
    assertThat(ok(hello("status web-2")).out()).isEqualTo("Running\n");

    ok(elsewhere + hello(NOW + "-d hello --other-stores"));
    assertThat(inCloud()).isEmpty();
  }

  @Test
  void a_provider_that_refuses_the_account_is_told_and_the_record_can_be_forgotten()
      throws Exception {
    ok(hello("create -d hello web-1"));
    Files.writeString(cloud.resolve("token"), "t0ken");

    Sandbox.Ended rm = user.run(hello("rm -y web-1"));
    assertThat(rm.exitCode()).as(rm.toString()).isEqualTo(4);
    assertThat(rm.err()).contains("left:  ", "jmachine rm --forget web-1");
    assertThat(ok(hello("rm -y --forget web-1")).err())
        .contains("may be left at the provider: address a-", "instance i-");
    assertThat(ok(hello("ls -q")).out()).isEmpty();
  }

  @Test
  @FaultCase(
      id = "F47",
      sees = "nothing: host, record, context, files and watch are gone within a minute of it")
  void what_has_a_time_to_live_goes_by_itself_though_its_run_was_killed() throws Exception {
    assumeQemu();
    String command = " -- tail -f " + Files.createFile(home.resolve("endless"));
    background(JM + "run --ttl 60s --name vm -q" + STORE + user.store() + command);
    await("the virtual machine to run", 60, () -> processes("guest=jmachine/vm/"));
    background(hello("create -d hello --ttl 40s -q" + STORE + user.store() + " web"));
    await("the instance to be there", 60, () -> instances() == 1);
    killed("/endless");
    assertThat(ok(JM + "ls").out()).containsPattern("vm .* qemu").containsPattern("web .* hello");

    await("all of it to be gone", 60 + 60, () -> inCloud().isEmpty() && machines().isEmpty());
    await("the watches to end", 15, () -> !processes(home.toString()));
    assertThat(user.dockerConfig().resolve("contexts/meta"))
        .satisfiesAnyOf(
            folder -> assertThat(folder).doesNotExist(),
            folder -> assertThat(folder).isEmptyDirectory());
    assertThat(Files.readString(user.store().resolve("audit.log")))
        .containsPattern("\"verb\":\"expire\",\"machine\":\"vm\".*\"result\":\"ok\"")
        .containsPattern("\"verb\":\"expire\",\"machine\":\"web\".*\"result\":\"ok\"");
  }

  /** The first, since it may have to build the image. */
  @Test
  @Order(1)
  void run_gives_the_commands_code_and_leaves_nothing() throws Exception {
    assumeQemu();
    assumeTrue(user.run("command -v docker").exitCode() == 0, "there is no docker client");
    String script = "docker version && exit 7";

    Sandbox.Ended run = user.run(JM + "run --ttl 10m -- sh -c '" + script + "'");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(7);
    assertThat(run.out()).contains("Server:");
    assertThat(machines()).isEmpty();
    await("every process to be gone", 15, () -> !processes(home.toString()));
  }

  @Test
  void a_virtual_machine_whose_store_was_deleted_is_ended_by_gc() throws Exception {
    assumeQemu();
    background(JM + "create -q" + STORE + user.store() + " lost");
    // a QEMU that still opens its files would end with them
    Path started = user.store().resolve("machines/lost/qemu/process.json");
    await("the virtual machine to run", 120, () -> Files.exists(started));
    killed("create\0-q");
    assertThat(processes("guest=jmachine/lost/")).isTrue();
    ok("rm -r " + user.store());

    assertThat(ok(JM + "gc --dry-run -d qemu --older-than 0").out())
        .containsPattern("qemu +lost +unclaimed .*process \\d+");
    ok(OWN_CACHE + JM + NOW + "-d qemu");

    assertThat(processes("guest=jmachine/lost/")).isFalse();
  }

  private void assumeQemu() throws Exception {
    boolean there = user.run("command -v qemu-system-x86_64 qemu-img mmdebstrap").exitCode() == 0;
    assumeTrue(there, "there is no QEMU, or nothing to build its image with");
  }

  private void background(String command) throws Exception {
    ok("(" + command + ") >/dev/null 2>&1 &");
  }

  /** A command line with the example's cloud. */
  private String hello(String arguments) {
    return "HELLO_ENDPOINT=" + cloud + " " + JM + arguments;
  }

  private Sandbox.Ended ok(String script) throws Exception {
    Sandbox.Ended ended = user.run(script);
    assertThat(ended.exitCode()).as(script + ": " + ended).isZero();
    return ended;
  }

  /** Whether a process has this test's home and the text in its arguments. */
  private boolean processes(String text) {
    return !withHomeAnd(text).isEmpty();
  }

  /** By SIGKILL, at once. */
  private void killed(String text) {
    withHomeAnd(text).forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> withHomeAnd(String text) {
    return ProcessHandle.allProcesses()
        .filter(process -> arguments(process.pid()).contains(home.toString()))
        .filter(process -> arguments(process.pid()).contains(text))
        .toList();
  }

  /** Program and arguments with a zero byte after each; empty for a process that is gone. */
  private static String arguments(long pid) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"), ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private long instances() {
    return names(cloud.resolve("instances")).size();
  }

  private List<String> machines() {
    return names(user.store().resolve("machines"));
  }

  private List<String> inCloud() {
    return Stream.concat(
            names(cloud.resolve("instances")).stream(), names(cloud.resolve("addresses")).stream())
        .toList();
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(String what, int seconds, Condition condition) throws Exception {
    Await.with(Pause.system(), Backoff.LOCAL)
        .until(
            what,
            Deadline.in(Duration.ofSeconds(seconds), Ticker.system()),
            () -> condition.holds() ? Attempt.ready(true) : Attempt.notYet("not yet"));
  }
}
