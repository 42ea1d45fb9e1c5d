package dev.jmachine.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
 * One virtual machine, made by the README's first command, taken through the README's tour and
 * through what users do besides. The steps build on each other, since a boot without KVM takes half
 * a minute.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Timeout(900)
class LocalMachineIT {
  private static final String JM = "./jmachine ";
  private static final String HTTPD = "/bin/busybox httpd -f -p 80 -h /";
  private static final String WGET = "busybox wget -q -O - http://127.0.0.1:8080/etc/hostname";

  @TempDir static Path home;
  private Sandbox user;
  private Readme readme;

  @BeforeAll
  void readTheReadme() throws Exception {
    user = new Sandbox(home);
    user.forgetTemplates();
    readme = Readme.read(user.root());
  }

  /** Nothing that a failed step left may go on running. */
  @AfterAll
  void removeWhatIsLeft() throws Exception {
    user.run(JM + "rm -f -y dev dev2");
  }

  @Test
  @Order(1)
  void the_first_command_ends_with_a_machine() throws Exception {
    assertThat(readme.tour().getFirst()).isEqualTo(readme.first());
    Sandbox.Ended ended = user.run(readme.first());

    assertThat(ended.exitCode()).as(ended.toString()).isZero();
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).doesNotContain("PRIVATE KEY");
  }

  @Test
  @Order(2)
  void the_tour_up_to_its_stop_works_line_by_line() throws Exception {
    ok(importHelloWorld());
    List<String> tour = readme.tour();
    int stop = tour.indexOf("./jmachine stop dev");
    assertThat(stop).isPositive();

    Sandbox.Ended ended = ok("set -ex\n" + String.join("\n", tour.subList(1, stop)));

    assertThat(ended.out())
        .contains("Server:")
        .contains("Hello from Docker!")
        .contains("qemu")
        .contains("Running")
        .contains("Linux dev");
  }

  @Test
  @Order(3)
  void quick_commands_print_data_alone() throws Exception {
    assertThat(ok(JM + "status dev").out()).isEqualTo("Running\n");
    assertThat(ok(JM + "ip dev").out()).isEqualTo("127.0.0.1\n");
    assertThat(ok(JM + "url dev").out()).matches("tcp://127\\.0\\.0\\.1:\\d+\n");
    assertThat(ok(JM + "ls -q").out()).isEqualTo("dev\n");
    assertThat(ok(JM + "config dev").out()).contains("--tlsverify");
    assertThat(ok("eval \"$(" + JM + "env dev)\" && " + JM + "active").out()).isEqualTo("dev\n");
    assertThat(ok("docker $(" + JM + "config dev | tr -d '\"') version").out()).contains("Server:");
  }

  @Test
  @Order(4)
  void ssh_gives_the_remote_exit_code_and_scp_copies_both_ways() throws Exception {
    assertThat(user.run(JM + "ssh dev exit 7").exitCode()).isEqualTo(7);
    Path file = Files.writeString(user.home().resolve("file.txt"), "there and back\n");
    Path back = user.home().resolve("back.txt");

    ok(JM + "scp " + file + " dev:/tmp/file.txt && " + JM + "scp dev:/tmp/file.txt " + back);

    assertThat(back).hasSameTextualContentAs(file);
  }

  @Test
  @Order(5)
  void a_published_port_answers_here_from_its_forward_on() throws Exception {
    String docker = "docker --context jm-dev ";
    String rule = freePort() + ":8080";
    ok(docker + "run -d --name web --hostname web -p 8080:80 hello-world " + HTTPD);
    ok(JM + "ssh dev timeout 30 sh -c \"'until " + WGET + "; do sleep 0.2; done'\"");

    ok(JM + "forward dev " + rule);

    assertThat(ok(JM + "forward dev").out())
        .contains("127.0.0.1:" + rule.replace(":", "->") + "/tcp\n");
    URL page = URI.create("http://127.0.0.1:" + rule.split(":")[0] + "/etc/hostname").toURL();
    try (InputStream answer = page.openStream()) {
      assertThat(answer).asString(UTF_8).isEqualTo("web\n");
    }
    ok(JM + "forward --close dev " + rule);
    assertThat(ok(JM + "forward dev").out()).doesNotContain("->8080").contains("->22/tcp");
    assertThatThrownBy(page::openStream).isInstanceOf(ConnectException.class);
    ok(docker + "rm -f web");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  @Test
  @Order(6)
  void provision_again_changes_and_restarts_nothing() throws Exception {
    String started = ok(startOfEngine()).out();

    ok(JM + "provision dev");

    assertThat(ok(startOfEngine()).out()).isEqualTo(started).isNotBlank();
  }

  @Test
  @Order(7)
  void new_certificates_keep_containers_running_and_the_old_ones_end_with_the_next_restart()
      throws Exception {
    String docker = "docker --context jm-dev ";
    ok(docker + "run -d --name keeper hello-world /bin/busybox sleep 3600");
    String before = ok(docker + "inspect -f '{{.State.StartedAt}}' keeper").out();
    ok("cp -r " + user.store().resolve("machines/dev") + " " + user.home().resolve("old"));

    ok(JM + "regenerate-certs -f dev");

    assertThat(ok(docker + "inspect -f '{{.State.Running}} {{.State.StartedAt}}' keeper").out())
        .isEqualTo("true " + before);
    ok("docker --context jm-dev version");
    ok(JM + "ssh dev systemctl restart docker.service");
    ok("docker --context jm-dev version");
    assertThat(user.run(withOldCertificates()).exitCode()).isNotZero();
    assertThat(ok(docker + "inspect -f '{{.State.StartedAt}}' keeper").out()).isEqualTo(before);
    ok(docker + "rm -f keeper");
  }

  @Test
  @Order(8)
  void use_switches_the_context_and_goes_back() throws Exception {
    ok(JM + "use dev");
    assertThat(ok("docker context show").out()).isEqualTo("jm-dev\n");

    ok(JM + "use -");
    assertThat(ok("docker context show").out()).isEqualTo("default\n");
  }

  @Test
  @Order(9)
  void doctor_finds_nothing_broken_and_logs_show_the_engine() throws Exception {
    ok(JM + "doctor dev");
    assertThat(ok(JM + "logs dev").out()).isNotBlank();
  }

  @Test
  @Order(10)
  void a_killed_machine_reads_as_stopped_and_starts_again() throws Exception {
    ok(JM + "kill dev");
    assertThat(ok(JM + "status dev").out()).isEqualTo("Stopped\n");
    assertThat(user.run(JM + "doctor dev").exitCode()).isEqualTo(1);
    ok(JM + "start dev");
    ok("docker --context jm-dev version");
  }

  @Test
  @Order(11)
  void the_rest_of_the_tour_works_and_leaves_nothing() throws Exception {
    List<String> tour = readme.tour();
    List<String> rest = tour.subList(tour.indexOf("./jmachine stop dev"), tour.size());

    ok("set -ex\n" + String.join("\n", rest));

    assertThat(names(user.store().resolve("machines"))).isEmpty();
    assertThat(names(user.dockerConfig().resolve("contexts/meta"))).isEmpty();
    assertThat(user.run("pgrep -f " + user.store()).exitCode()).isEqualTo(1);
  }

  private Sandbox.Ended ok(String script) throws Exception {
    Sandbox.Ended ended = user.run(script);
    assertThat(ended.exitCode()).as(script + "\n" + ended).isZero();
    return ended;
  }

  /**
   * The registry is not part of the test: an image of that name is made from the guest's busybox.
   */
  private String importHelloWorld() {
    Path tree = user.home().resolve("tree");
    return String.join(
        "\n",
        "set -e",
        "mkdir -p " + tree + "/bin",
        JM + "ssh dev cat /bin/busybox >" + tree + "/bin/busybox",
        "chmod 755 " + tree + "/bin/busybox",
        "tar -C "
            + tree
            + " -c . | docker --context jm-dev import "
            + "--change 'CMD [\"/bin/busybox\",\"echo\",\"Hello from Docker!\"]' - hello-world");
  }

  private static String startOfEngine() {
    return JM + "ssh dev systemctl show -p ActiveEnterTimestampMonotonic --value docker.service";
  }

  private String withOldCertificates() {
    Path old = user.home().resolve("old");
    return "docker -H \"$("
        + JM
        + "url dev)\" --tlsverify --tlscacert "
        + old
        + "/ca.pem --tlscert "
        + old
        + "/cert.pem --tlskey "
        + old
        + "/key.pem version";
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(Path::toString).toList();
    }
  }
}
