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
  void greetingsOfEarlierConnectionsAreSkipped() throws Exception {
    ScriptedChannel channel = new ScriptedChannel("half a li", "ready", "ready", "ok 0");
    GuestAgent agent = new GuestAgent(channel);
    agent.awaitGreeting(deadline);
    assertThat(agent.run("true", deadline)).isEmpty();
  }

  @Test
  void aStatusOtherThanZeroIsAnError() {
    GuestAgent agent = new GuestAgent(new ScriptedChannel("ok 127"));
    assertThatThrownBy(() -> agent.run("nonsense", deadline))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127");
  }
}
