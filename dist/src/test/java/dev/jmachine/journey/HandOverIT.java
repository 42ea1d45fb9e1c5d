package dev.jmachine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver with a class path of its own (ADR 1): the example driver in {@code drivers/hello} of an
 * installation made for this test. Whatever needs it runs in a JVM of its own, and nobody notices.
 */
class HandOverIT {
  private static final Path WITH_HELLO = install("jmachine.test.install.hello");
  private static final Path SHIPPED = install("jmachine.test.install");
  private static final String CREATE = "create -d hello --hello-endpoint ";

  @TempDir private Path home;
  private Path cloud;
  private Sandbox user;

  @BeforeEach
  void aCloudOfOnesOwn() throws IOException {
    user = new Sandbox(home);
    cloud = Files.createDirectory(home.resolve("cloud"));
  }

  @Test
  void the_drivers_jars_are_in_its_folder_alone() throws IOException {
    assertThat(jars(WITH_HELLO.resolve("drivers/hello")))
        .contains("jmachine-example-hello-driver.jar", "jackson-databind.jar")
        .doesNotContain("jmachine-core.jar", "gson.jar");
    assertThat(jars(WITH_HELLO.resolve("lib"))).doesNotContain("jackson-databind.jar");
  }

  @Test
  void a_machine_lives_and_ends_as_with_every_driver() throws Exception {
    Sandbox.Ended created = ok(CREATE + cloud + " web-1");
    assertThat(created.out()).isEmpty();
    assertThat(created.err()).contains("Machine \"web-1\" is ready");
    assertThat(ok("status web-1").out()).isEqualTo("Running\n");
    assertThat(ok("url web-1").out()).startsWith("tcp://127.0.77.");
    ok("stop web-1");
    assertThat(ok("status web-1").out()).isEqualTo("Stopped\n");
    ok("start web-1");
    ok("kill web-1");
    assertThat(ok("ls --filter state=stopped -q").out()).isEqualTo("web-1\n");
    ok("rm -y web-1");
    assertThat(cloud.resolve("instances")).isEmptyDirectory();
    assertThat(cloud.resolve("addresses")).isEmptyDirectory();
    assertThat(ok("ls -q").out()).isEmpty();
  }

  @Test
  void ls_shows_machines_of_both_class_paths_side_by_side() throws Exception {
    ok(CREATE + cloud + " web-1");
    ok("create -d none --none-url 127.0.0.1:1 here");
    assertThat(ok("ls").out())
        .containsPattern("web-1 .* hello .* Running ")
        .containsPattern("here .* none .* Unreachable ");
  }

  @Test
  void its_help_shows_its_options() throws Exception {
    assertThat(ok("create -d hellocloud --help").out()).contains("--hello-endpoint FOLDER");
  }

  @Test
  void exit_codes_and_messages_come_through() throws Exception {
    Sandbox.Ended size = jm(CREATE + cloud + " --hello-size huge web-1");
    assertThat(size.exitCode()).as(size.toString()).isEqualTo(3);
    assertThat(size.err()).contains("error: there is no size \"huge\"").contains("left:  nothing");

    Files.writeString(cloud.resolve("token"), "t0ken");
    Sandbox.Ended token = jm(CREATE + cloud + " web-1");
    assertThat(token.exitCode()).as(token.toString()).isEqualTo(4);

    assertThat(ok(CREATE + cloud + " --hello-token env:MINE web-1", "MINE=t0ken").err())
        .doesNotContain("t0ken");
    assertThat(Files.readString(user.store().resolve("machines/web-1/machine.json")))
        .doesNotContain("t0ken");
    Sandbox.Ended taken = jm(CREATE + cloud + " web-1");
    assertThat(taken.exitCode()).isEqualTo(1);
    assertThat(taken.err()).contains("machine \"web-1\" already exists");
  }

  @Test
  void the_shipped_program_does_not_know_it() throws Exception {
    Sandbox.Ended unknown = user.run(SHIPPED + "/bin/jmachine " + CREATE + cloud + " web-1");
    assertThat(unknown.exitCode()).as(unknown.toString()).isEqualTo(2);
    assertThat(unknown.err()).contains("hello").contains("qemu");
  }

  private Sandbox.Ended ok(String arguments, String... environment) throws Exception {
    Sandbox.Ended ended = jm(arguments, environment);
    assertThat(ended.exitCode()).as(arguments + ": " + ended).isZero();
    return ended;
  }

  private Sandbox.Ended jm(String arguments, String... environment) throws Exception {
    String variables = String.join(" ", environment);
    return user.run(variables + " " + WITH_HELLO + "/bin/jmachine " + arguments);
  }

  private static List<String> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Path install(String property) {
    return Path.of(Objects.requireNonNull(System.getProperty(property), property));
  }
}
