package dev.jmachine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Machines resumed from a template, taken through what users do with machines. The template is that
 * of the default options, in the real user's cache: built once for all tests.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Timeout(900)
class WarmMachinesIT {
  private static final String JM = "./jmachine ";
  private static final String ALL = "t-1 t-2 t-3";

  @TempDir static Path home;
  private Sandbox user;

  @BeforeAll
  void buildTheTemplate() throws Exception {
    user = new Sandbox(home);
    ok(JM + "template build");
    ok(JM + "create --template required --count 3 --parallel 2 t");
  }

  /** Nothing that a failed step left may go on running. */
  @AfterAll
  void removeWhatIsLeft() throws Exception {
    user.run(JM + "pool set 0");
    user.run(JM + "rm -f -y " + ALL + " p");
  }

  /** Before they do anything; more would be QEMU's translated code, where there is no KVM. */
  @Test
  @Order(0)
  void each_clone_of_several_has_little_memory_of_its_own() throws Exception {
    for (String name : ALL.split(" ", -1)) {
      String pid = Files.readString(user.store().resolve("machines/" + name + "/qemu/qemu.pid"));
      long kilobytes =
          Files.readString(Path.of("/proc", pid.strip(), "smaps_rollup"))
              .lines()
              .filter(line -> line.startsWith("Private_"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
              .sum();
      assertThat(kilobytes / 1024).as(name).isBetween(1L, 140L);
    }
  }

  @Test
  @Order(1)
  void every_clone_answers_over_its_own_certificate() throws Exception {
    for (String name : ALL.split(" ", -1)) {
      assertThat(ok("docker --context jm-" + name + " version").out()).contains("Server:");
    }
    assertThat(ok(JM + "ls").out()).contains("t-1", "t-2", "t-3");
  }

  @Test
  @Order(1)
  void no_two_clones_have_anything_of_their_identity_in_common() throws Exception {
    List<String> seen =
        ok("for m in " + ALL + "; do " + JM + "ssh $m '" + identity() + "'; done")
            .out()
            .lines()
            .toList();
    assertThat(seen).hasSize(3 * 5).doesNotHaveDuplicates();
    assertThat(seen).contains("t-1", "t-2", "t-3");
    assertThat(
            ok("cd " + machines() + " && sha256sum */ca.pem */key.pem */id_ed25519 | cut -c1-64")
                .out()
                .lines())
        .hasSize(9)
        .doesNotHaveDuplicates();
  }

  private static String identity() {
    return "hostname; cat /etc/machine-id; cut -d\" \" -f2 /etc/ssh/ssh_host_ed25519_key.pub; head"
        + " -c 32 /dev/urandom | base64; openssl x509 -in /etc/docker/jmachine/server.pem"
        + " -noout -pubkey | sha256sum";
  }

  @Test
  @Order(1)
  void the_clocks_are_right() throws Exception {
    String skew =
        ok("before=$(date +%s%N); there=$("
                + JM
                + "ssh t-1 date +%s%N); after=$(date +%s%N); "
                + "echo $(((before - there) / 1000000)) $(((there - after) / 1000000))")
            .out()
            .strip();
    for (String late : skew.split(" ", -1)) {
      assertThat(Long.parseLong(late)).as(skew).isLessThan(500);
    }
  }

  @Test
  @Order(1)
  void the_client_of_one_clone_is_refused_by_another_and_so_is_a_client_without_certificate()
      throws Exception {
    ok(version("t-1", "t-1"));
    assertThat(user.run(version("t-1", "t-2")).exitCode()).isNotZero();
    assertThat(user.run(version("t-2", "t-1")).exitCode()).isNotZero();
    assertThat(user.run("curl -skm 10 https://$(" + JM + "url t-1 | cut -d/ -f3)/version").out())
        .doesNotContain("ApiVersion");
  }

  /** With the certificates of one machine, the name unchecked, at the engine of another. */
  private String version(String certificates, String engine) {
    String folder = machines() + "/" + certificates;
    return "curl -sfm 10 --cacert "
        + machines()
        + "/"
        + engine
        + "/ca.pem --cert "
        + folder
        + "/cert.pem --key "
        + folder
        + "/key.pem https://$("
        + JM
        + "url "
        + engine
        + " | cut -d/ -f3)/version";
  }

  @Test
  @Order(2)
  void a_template_that_clones_need_is_not_removed() throws Exception {
    Sandbox.Ended ended = user.run(JM + "template rm $(" + JM + "template ls -q)");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("in use").contains("t-1");
  }

  @Test
  @Order(1)
  void clients_that_resume_their_tls_sessions_are_served() throws Exception {
    String engine = ok(JM + "url t-1").out().strip();
    for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
      JavaClient client = JavaClient.of(user.store().resolve("machines/t-1"), engine);
      for (int connection = 1; connection <= 3; connection++) {
        assertThat(client.ping(protocol))
            .as(protocol + ", connection " + connection)
            .isEqualTo("HTTP/1.0 200 OK");
      }
    }
  }

  @Test
  @Order(3)
  void provision_changes_and_restarts_nothing() throws Exception {
    String started = ok(startOfEngine("t-1")).out();
    ok(JM + "provision t-1");
    assertThat(ok(JM + "ssh t-1 systemctl show docker -p NeedDaemonReload --value").out())
        .isEqualTo("no\n");
    assertThat(ok(startOfEngine("t-1")).out()).isEqualTo(started).isNotBlank();
    assertThat(fronts("t-1")).isNotBlank();
    ok(JM + "doctor t-1");
    assertThat(ok(JM + "logs t-1").out()).isNotBlank();
  }

  @Test
  @Order(4)
  void new_certificates_keep_containers_running_and_move_tls_to_the_engine() throws Exception {
    String docker = "docker --context jm-t-1 ";
    ok(importBusybox("t-1"));
    assertThat(ok("echo piped | " + docker + "run -i --rm box /bin/busybox cat").out())
        .isEqualTo("piped\n");
    String before = keeper("t-1");

    ok(JM + "regenerate-certs -f t-1");

    assertThat(keeperNow("t-1")).isEqualTo(before);
    assertThat(fronts("t-1")).isEmpty();
  }

  /** Both ways: the week that passes while a computer sleeps, and its correction. */
  @Test
  @Order(4)
  void a_jump_of_the_clock_by_a_week_ends_nothing_and_provision_sets_it_right() throws Exception {
    ok(importBusybox("t-3"));
    String before = keeper("t-3");
    String started = ok(startOfEngine("t-3")).out();

    ok(JM + "ssh t-3 '/bin/date -s \"+7 days\"'");
    ok("docker --context jm-t-3 version");
    assertThat(keeperNow("t-3")).isEqualTo(before);

    ok(JM + "provision t-3");
    assertThat(ok("echo $(($(date +%s) - $(" + JM + "ssh t-3 date +%s)))").out().strip())
        .matches("-?[0-9]|1[0-9]");
    assertThat(ok(startOfEngine("t-3")).out()).isEqualTo(started);
    assertThat(keeperNow("t-3")).isEqualTo(before);
  }

  /** By hand, as a package's upgrade does it too. */
  @Test
  @Order(5)
  void an_engine_that_is_restarted_does_tls_itself_and_containers_keep_running() throws Exception {
    String before = keeperNow("t-3");
    assertThat(fronts("t-3")).isNotBlank();

    ok(JM + "ssh t-3 systemctl restart docker");

    ok("docker --context jm-t-3 version");
    assertThat(fronts("t-3")).isEmpty();
    assertThat(keeperNow("t-3")).isEqualTo(before);
  }

  @Test
  @Order(6)
  void an_upgrade_of_the_engine_keeps_containers_running() throws Exception {
    String before = keeperNow("t-3");
    ok(JM + "upgrade t-3");
    ok("docker --context jm-t-3 version");
    assertThat(keeperNow("t-3")).isEqualTo(before);
  }

  @Test
  @Order(5)
  void a_clone_that_was_stopped_boots_its_own_disk() throws Exception {
    ok(JM + "ssh t-2 'echo kept >/root/kept'");
    String key = ok(JM + "ssh t-2 cat /etc/ssh/ssh_host_ed25519_key.pub /etc/machine-id").out();
    ok(JM + "stop t-2 && " + JM + "start t-2");
    ok("docker --context jm-t-2 version");
    assertThat(ok(JM + "ssh t-2 'cat /root/kept; hostname'").out()).isEqualTo("kept\nt-2\n");
    assertThat(ok(JM + "ssh t-2 cat /etc/ssh/ssh_host_ed25519_key.pub /etc/machine-id").out())
        .isEqualTo(key);
  }

  @Test
  @Order(6)
  void a_machine_of_the_pool_is_taken_and_replaced() throws Exception {
    ok(JM + "pool set 1");
    assertThat(ok(JM + "pool ls").out()).contains("pool-1").contains("waiting");
    assertThat(ok(JM + "ls -q").out()).doesNotContain("pool");

    assertThat(ok(JM + "create --template required p").err())
        .contains("Taking a machine of the pool");

    assertThat(ok(JM + "ssh p hostname").out()).isEqualTo("p\n");
    ok("docker --context jm-p version");
    awaitPool("grep -q waiting");
    ok(JM + "pool set 0");
    assertThat(ok("ls " + user.store() + "/pool/machines").out()).isEmpty();
  }

  @Test
  @Order(7)
  void a_spare_waits_for_the_next_create_and_goes_by_itself() throws Exception {
    ok(JM + "create --template required --spare 90s s");
    awaitPool("grep -q waiting");
    assertThat(ok(JM + "pool ls -o json").out()).contains("\"expires\": \"");

    awaitPool("[ $(wc -l) = 1 ]"); // the heading
    assertThat(ok("ls " + user.store() + "/pool/machines").out()).isEmpty();
  }

  private void awaitPool(String listing) throws Exception {
    ok(
        "for i in $(seq 120); do "
            + JM
            + "pool ls | "
            + listing
            + " && exit 0; sleep 1; done; exit 1");
  }

  @Test
  @Order(8)
  void removing_is_quick_and_leaves_nothing() throws Exception {
    ok(JM + "rm -y " + ALL + " p s");
    assertThat(ok("ls " + machines()).out()).isEmpty();
    assertThat(user.run("pgrep -f " + user.store()).exitCode()).isEqualTo(1);
  }

  private Sandbox.Ended ok(String script) throws Exception {
    Sandbox.Ended ended = user.run(script);
    assertThat(ended.exitCode()).as(script + "\n" + ended).isZero();
    return ended;
  }

  private String machines() {
    return user.store().resolve("machines").toString();
  }

  private static String startOfEngine(String name) {
    return JM
        + "ssh "
        + name
        + " systemctl show -p ActiveEnterTimestampMonotonic --value docker.service";
  }

  /** What ends TLS before the engine: lines of /proc, empty where it does so itself. */
  private String fronts(String name) throws Exception {
    return ok(JM + "ssh " + name + " 'grep -lx socat /proc/[0-9]*/comm || :'").out();
  }

  /** Starts a container that stays; {@link #keeperNow} is the same as long as it does. */
  private String keeper(String name) throws Exception {
    ok("docker --context jm-" + name + " run -d --name keeper box /bin/busybox sleep 3600");
    return keeperNow(name);
  }

  private String keeperNow(String name) throws Exception {
    String seen =
        ok("docker --context jm-"
                + name
                + " inspect -f '{{.State.Running}} {{.State.Pid}} {{.State.StartedAt}}' keeper")
            .out();
    assertThat(seen).startsWith("true ");
    return seen;
  }

  private static String importBusybox(String name) {
    return JM
        + "ssh "
        + name
        + " 'mkdir -p /tmp/tree/bin && cp /bin/busybox /tmp/tree/bin/ && "
        + "tar -C /tmp/tree -c . | docker import - box'";
  }
}
