package dev.jmachine.bootstrap.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenRcConfTest {
  private static final DaemonFlags NO_FLAGS = new DaemonFlags(List.of());

  @Test
  void aFileThatNeedsNothingIsNotTouched() {
    assertThat(OpenRcConf.merged(null, NO_FLAGS, Map.of())).isEmpty();
    assertThat(OpenRcConf.merged("ulimit=1\n", NO_FLAGS, Map.of())).isEmpty();
  }

  @Test
  void ourBlockReplacesItselfAndLeavesTheRest() {
    DaemonFlags flags = new DaemonFlags(List.of("debug"));
    String once = OpenRcConf.merged("ulimit=1", flags, Map.of());
    assertThat(once).startsWith("ulimit=1\n# begin jmachine\n").endsWith("# end jmachine\n");
    assertThat(OpenRcConf.merged(once, flags, Map.of())).isEqualTo(once);
    assertThat(OpenRcConf.merged(once, NO_FLAGS, Map.of())).isEqualTo("ulimit=1\n");
  }

  @Test
  void theShellsThatReadItFindTheValuesVerbatim() throws Exception {
    String hostile = "a'b $(echo no) \"c\" `echo no` $HOME";
    DaemonFlags flags = new DaemonFlags(List.of("log-opt=" + hostile));
    String conf = OpenRcConf.merged("DOCKER_OPTS=--first\n", flags, Map.of("K", hostile));
    String reader = conf + "\neval \"set -- $DOCKER_OPTS\"; printf '[%s]' \"$@\"; env | grep '^K='";
    Process sh = new ProcessBuilder("sh", "-c", reader).start();
    String out = new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(sh.waitFor()).isZero();
    assertThat(out).isEqualTo("[--first][--log-opt=" + hostile + "]K=" + hostile + "\n");
  }
}
