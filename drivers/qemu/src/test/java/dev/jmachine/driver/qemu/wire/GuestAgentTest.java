package dev.jmachine.driver.qemu.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuestAgentTest {
  private final Deadline deadline = Deadline.in(Duration.ofSeconds(5), Ticker.system());

  @Test
  void whatACommandPrintsComesBackWithoutTheStatus() throws Exception {
    ScriptedChannel channel = new ScriptedChannel("one", "two", "ok 0");
    assertThat(new GuestAgent(channel).run("echo one; echo two", deadline))
        .containsExactly("one", "two");
    assertThat(channel.sent).containsExactly("echo one; echo two");
  }

  @Test
  void whatEarlierConnectionsLeftIsSkipped() throws Exception {
    ScriptedChannel channel =
        new ScriptedChannel("half a li", "ok 1", "ready", "hello", "ok 0", "ready", "ok 0");
    GuestAgent agent = new GuestAgent(channel);
    agent.meet("hello", deadline);
    assertThat(agent.run("true", deadline)).isEmpty();
  }

  @Test
  void anAgentThatDidNotSeeTheHostGoAndComeBackIsMetWithoutAGreeting() throws Exception {
    ScriptedChannel channel = new ScriptedChannel("hello", "ok 0");
    new GuestAgent(channel).meet("hello", deadline);
    assertThat(channel.sent).containsExactly("echo hello");
  }

  @Test
  void aProgramTravelsWithItsLengthAndItsStatusComesBack() throws Exception {
    ScriptedChannel channel = new ScriptedChannel("key=value", "ok 3");
    GuestAgent.Ended ended = new GuestAgent(channel).script("echo ü\nexit 3", deadline);
    assertThat(ended).isEqualTo(new GuestAgent.Ended(3, java.util.List.of("key=value")));
    assertThat(channel.sent).containsExactly("script 15\necho ü\nexit 3");
  }

  @Test
  void aStatusOtherThanZeroIsAnError() {
    GuestAgent agent = new GuestAgent(new ScriptedChannel("ok 127"));
    assertThatThrownBy(() -> agent.run("nonsense", deadline))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127");
  }
}
