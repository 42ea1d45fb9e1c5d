package dev.jmachine.bootstrap.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.failure.MachineFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonJsonTest {
  private static final DaemonFlags NO_FLAGS = new DaemonFlags(List.of());

  @Test
  void aHostWithoutTheFileGetsOurKeysAlone() {
    assertThat(DaemonJson.merged(null, settings(), NO_FLAGS))
        .isEqualTo(
            """
            {
              "hosts": [
                "unix:///var/run/docker.sock",
                "tcp://0.0.0.0:2376"
              ],
              "tlsverify": true,
              "tlscacert": "/etc/docker/jmachine/ca.pem",
              "tlscert": "/etc/docker/jmachine/server.pem",
              "tlskey": "/etc/docker/jmachine/server-key.pem",
              "live-restore": true
            }
            """);
  }

  @Test
  void theUsersKeysStayAsTheyAreNumbersAndNullsIncluded() {
    String present =
        "{\"big\": 123456789012345678901234567890, \"pi\": 3.10, \"no\": null, \"mtu\": 1450}";
    assertThat(DaemonJson.merged(present, settings(), NO_FLAGS))
        .contains(
            "\"big\": 123456789012345678901234567890",
            "\"pi\": 3.10",
            "\"no\": null",
            "\"mtu\": 1450");
  }

  @Test
  void mergingTwiceChangesNoCharacter() {
    String once = DaemonJson.merged("{\"mtu\":1450,\"labels\":[\"a=1\"]}", full(), NO_FLAGS);
    assertThat(DaemonJson.merged(once, full(), NO_FLAGS)).isSameAs(once);
  }

  @Test
  void theUsersFormattingStaysWhereNothingChanges() {
    String theirs = DaemonJson.merged(null, settings(), NO_FLAGS).replace("\n", "\n\t");
    assertThat(DaemonJson.merged(theirs, settings(), NO_FLAGS)).isSameAs(theirs);
  }

  @Test
  void theUsersAddressesStayButTheSocketFromSystemdGoes() {
    String present = "{\"hosts\": [\"fd://\", \"tcp://10.0.0.1:2375\"]}";
    assertThat(DaemonJson.merged(present, settings(), NO_FLAGS))
        .contains("tcp://10.0.0.1:2375", "unix:///var/run/docker.sock", "tcp://0.0.0.0:2376")
        .doesNotContain("fd://");
  }

  @Test
  void listsGrowByWhatIsAskedForAndALabelReplacesTheOneOfItsKey() {
    String present =
        "{\"labels\": [\"zone=a\", \"tier=db\"], \"registry-mirrors\": [\"https://m1\"]}";
    String merged = DaemonJson.merged(present, full(), NO_FLAGS);
    assertThat(merged.replaceAll("\\s", ""))
        .contains("\"labels\":[\"zone=b\",\"tier=db\",\"quoted=\\\"$(x)\\\"\"]")
        .contains("\"registry-mirrors\":[\"https://m1\",\"https://m2\"]")
        .contains("\"insecure-registries\":[\"r:5000\"]")
        .contains("\"storage-driver\":\"overlay2\"");
  }

  @Test
  void whatIsAFlagOfTheDaemonIsNotInTheFile() {
    DaemonFlags flags = new DaemonFlags(List.of("live-restore=false", "label=x=1"));
    assertThat(DaemonJson.merged("{\"live-restore\": true}", full(), flags))
        .doesNotContain("live-restore", "\"labels\"");
  }

  @Test
  void theUsersNoToLiveRestoreIsRespectedAndASwarmTurnsItOff() {
    assertThat(DaemonJson.merged("{\"live-restore\": false}", settings(), NO_FLAGS))
        .contains("\"live-restore\": false");
    DaemonSettings swarm =
        new DaemonSettings("0.0.0.0", 2376, List.of(), List.of(), List.of(), null, false);
    assertThat(DaemonJson.merged("{\"live-restore\": true}", swarm, NO_FLAGS))
        .contains("\"live-restore\": false");
  }

  @Test
  void aRunningEngineCanBeGivenLiveRestoreAlone() {
    assertThat(DaemonJson.withLiveRestore("{\"mtu\":1450}", true))
        .isEqualTo("{\n  \"mtu\": 1450,\n  \"live-restore\": true\n}\n");
    assertThat(DaemonJson.withLiveRestore("{\"live-restore\":true}", true)).isNull();
    assertThat(DaemonJson.withLiveRestore("{}", false)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"a\":1", "{} {}", "{\"a\":1,}", "{// note\n}", "\"text\""})
  void aFileThatIsNotOneJsonObjectIsLeftAloneWithAnAdvice(String present) {
    assertThatThrownBy(() -> DaemonJson.merged(present, settings(), NO_FLAGS))
        .isInstanceOfSatisfying(
            MachineFailure.class,
            failure -> {
              assertThat(failure.left()).isEqualTo("the file as it was");
              assertThat(failure.hints()).isNotEmpty();
            });
  }

  private static DaemonSettings settings() {
    return new DaemonSettings("0.0.0.0", 2376, List.of(), List.of(), List.of(), null, true);
  }

  private static DaemonSettings full() {
    return new DaemonSettings(
        "0.0.0.0",
        2376,
        List.of("zone=b", "quoted=\"$(x)\""),
        List.of("r:5000"),
        List.of("https://m2"),
        "overlay2",
        true);
  }
}
