package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvCommandTest {
  @TempDir private Path home;
  private final TestParts parts = new TestParts();

  @BeforeEach
  void makeMachine() {
    assertThat(caller().run("create", "-d", "fake", "-q", "dev")).isZero();
  }

  private TestCaller caller() {
    return new TestCaller(home, parts);
  }

  private String env(String... arguments) {
    TestCaller caller = caller().env("SHELL", "/bin/bash");
    assertThat(caller.run(arguments)).as(caller.err()).isZero();
    return caller.out();
  }

  private String url() {
    return env("url", "dev").strip();
  }

  @Test
  void theOutputIsDockerMachinesAndHasAHint() {
    assertThat(env("env", "dev"))
        .isEqualTo(
            """
            unset DOCKER_CONTEXT;
            export DOCKER_TLS_VERIFY="1"
            export DOCKER_HOST="%s"
            export DOCKER_CERT_PATH="%s/.jmachine/machines/dev"
            export DOCKER_MACHINE_NAME="dev"
            # Run this command to configure your shell:
            # eval "$(jmachine env dev)"
            """
                .formatted(url(), home));
  }

  @Test
  void optionsMayFollowTheNameAndAppearInTheHint() {
    assertThat(env("env", "dev", "--shell", "fish"))
        .contains("set -gx DOCKER_HOST \"" + url() + "\";\n")
        .endsWith("# jmachine env --shell fish dev | source\n");
  }

  @Test
  void nobodyIsAsked() {
    int calls = parts.cloud().calls().size();
    env("env", "dev");
    assertThat(parts.cloud().calls()).hasSize(calls);
  }

  @Test
  void unsetTakesTheVariablesAwayAndNeedsNoMachine() {
    assertThat(env("env", "-u"))
        .startsWith(
            "unset DOCKER_TLS_VERIFY;\nunset DOCKER_HOST;\nunset DOCKER_CERT_PATH;\n"
                + "unset DOCKER_MACHINE_NAME;\n#");
  }

  @Test
  void noProxyAddsTheAddressToTheVariableThatIsSet() {
    String host = env("ip", "dev").strip();
    assertThat(env("env", "--no-proxy", "dev")).contains("export NO_PROXY=\"" + host + "\"\n");
    TestCaller lower = caller().env("no_proxy", "localhost");
    assertThat(lower.run("env", "--no-proxy", "dev")).isZero();
    assertThat(lower.out()).contains("export no_proxy=\"localhost," + host + "\"\n");
    TestCaller twice = caller().env("NO_PROXY", "a," + host);
    assertThat(twice.run("env", "--no-proxy", "dev")).isZero();
    assertThat(twice.out()).contains("export NO_PROXY=\"a," + host + "\"\n");
  }

  @Test
  void programsGetJsonDotenvOrGithubLines() {
    assertThat(env("env", "dev", "-o", "json"))
        .contains("\"DOCKER_MACHINE_NAME\": \"dev\"", "\"DOCKER_CONTEXT\": null");
    assertThat(env("env", "dev", "--format", "dotenv"))
        .contains("DOCKER_TLS_VERIFY='1'\n", "DOCKER_CONTEXT=''\n");
    assertThat(env("env", "dev", "-o", "github"))
        .contains("DOCKER_HOST=" + url() + "\n")
        .doesNotContain("#");
  }

  @ParameterizedTest
  @ValueSource(strings = {"env", "config", "use"})
  void aMachineWithoutCertificatesIsRefusedForItWouldBeReachedWithoutTls(String command)
      throws IOException {
    Files.delete(home.resolve(".jmachine/machines/dev/key.pem"));
    TestCaller caller = caller();
    assertThat(caller.run(command, "dev")).isEqualTo(1);
    assertThat(caller.out()).isEmpty();
    assertThat(caller.err())
        .contains("machine \"dev\" has no client certificates", "key.pem", "jmachine doctor dev");
    assertThat(home.resolve(".docker")).doesNotExist();
  }

  @Test
  void anUnknownShellOrFormIsAUsageError() {
    assertThat(caller().run("env", "dev", "--shell", "nu")).isEqualTo(2);
    assertThat(caller().run("env", "dev", "-o", "yaml")).isEqualTo(2);
  }
}
