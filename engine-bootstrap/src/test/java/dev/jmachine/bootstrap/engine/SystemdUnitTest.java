package dev.jmachine.bootstrap.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemdUnitTest {
  private static final DaemonFlags NO_FLAGS = new DaemonFlags(List.of());

  @Test
  void theUnitsOwnCommandStaysButForWhatIsInDaemonJson() {
    String unit =
        "/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock $DOCKER_OPTS";
    assertThat(SystemdUnit.dropIn(unit, "/x", NO_FLAGS, Map.of()))
        .endsWith(
            "[Service]\n"
                + "ExecStart=\n"
                + "ExecStart=/usr/bin/dockerd --containerd=/run/containerd/containerd.sock"
                + " $DOCKER_OPTS\n");
  }

  @Test
  void everySpellingOfHostAndTlsFlagsGoes() {
    String unit =
        "/usr/bin/dockerd -H tcp://0.0.0.0:2376 -Hunix:///x --host=fd:// --host fd:// --tlsverify"
            + " --tlscacert /etc/docker/ca.pem --tlscert=/a --tlskey \"/b c\" --label"
            + " provider=generic";
    assertThat(SystemdUnit.dropIn(unit, "/x", NO_FLAGS, Map.of()))
        .endsWith("ExecStart=/usr/bin/dockerd --label provider=generic\n");
  }

  @Test
  void withoutAKnownCommandTheDaemonAloneIsStarted() {
    assertThat(SystemdUnit.dropIn("", "/opt/bin/dockerd", NO_FLAGS, Map.of()))
        .endsWith("ExecStart=/opt/bin/dockerd\n");
  }

  @Test
  void hostileValuesStayOneWordAndOneLine() {
    DaemonFlags flags = new DaemonFlags(List.of("log-opt=tag=$(x) \"'%h\\\nExecStart=/bin/evil"));
    assertThat(SystemdUnit.dropIn("", "/d", flags, Map.of()))
        .contains("ExecStart=/d \"--log-opt=tag=$$(x) \\\"'%%h\\\\\\nExecStart=/bin/evil\"\n")
        .hasLineCount(4);
  }

  @Test
  void theEnvironmentIsQuotedAndInAFixedOrder() {
    Map<String, String> env = Map.of("B", "two words", "A", "100% $HOME \"q\"\n\u0001ü");
    assertThat(SystemdUnit.dropIn("", "/d", NO_FLAGS, env))
        .endsWith(
            "Environment=\"A=100%% $HOME \\\"q\\\"\\n\\x01ü\"\nEnvironment=\"B=two words\"\n");
  }
}
