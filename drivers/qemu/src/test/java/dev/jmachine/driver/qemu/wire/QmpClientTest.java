package dev.jmachine.driver.qemu.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QmpClientTest {
  private static final String GREETING =
      "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7}}}}";
  private static final String NEGOTIATED = "{\"return\": {}, \"id\": \"jm-1\"}";
  private static final String EVENT =
      "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"RESUME\"}";

  private final Deadline deadline = Deadline.in(Duration.ofSeconds(5), Ticker.system());

  @Test
  void eventsAndOtherAnswersBetweenCommandAndAnswerAreSkipped() throws Exception {
    ScriptedChannel channel =
        new ScriptedChannel(
            GREETING,
            EVENT,
            NEGOTIATED,
            EVENT,
            "{\"return\": {\"status\": \"paused\"}, \"id\": \"jm-7\"}",
            EVENT,
            "{\"return\": {\"running\": true, \"status\": \"running\"}, \"id\": \"jm-2\"}");
    QmpClient qmp = QmpClient.over(channel, deadline);
    assertThat(qmp.status(deadline)).isEqualTo("running");
    assertThat(channel.sent)
        .containsExactly(
            "{\"execute\":\"qmp_capabilities\",\"id\":\"jm-1\"}",
            "{\"execute\":\"query-status\",\"id\":\"jm-2\"}");
  }

  @Test
  void argumentsGoAlong() throws Exception {
    ScriptedChannel channel =
        new ScriptedChannel(GREETING, NEGOTIATED, "{\"return\": \"text\", \"id\": \"jm-2\"}");
    QmpClient qmp = QmpClient.over(channel, deadline);
    assertThat(qmp.humanMonitor("info usernet", deadline)).isEqualTo("text");
    assertThat(channel.sent.getLast())
        .contains("\"arguments\":{\"command-line\":\"info usernet\"}");
  }

  @Test
  void aRefusalKeepsQemusWordsAndItsClass() throws Exception {
    ScriptedChannel channel =
        new ScriptedChannel(
            GREETING,
            NEGOTIATED,
            "{\"id\": \"jm-2\", \"error\": {\"class\": \"CommandNotFound\", \"desc\": \"no"
                + " such\"}}");
    QmpClient qmp = QmpClient.over(channel, deadline);
    assertThatThrownBy(() -> qmp.call("nonsense", Map.of(), deadline))
        .isInstanceOfSatisfying(
            QmpError.class, e -> assertThat(e.errorClass()).isEqualTo("CommandNotFound"))
        .hasMessage("no such (CommandNotFound)");
  }

  @Test
  void whatIsNotQmpIsRefusedAndClosed() {
    ScriptedChannel channel = new ScriptedChannel("SSH-2.0-OpenSSH_10.0");
    assertThatThrownBy(() -> QmpClient.over(channel, deadline))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a QMP message");
    assertThat(channel.closed).isTrue();
  }

  @Test
  void aCloseInTheMiddleIsAnError() throws Exception {
    QmpClient qmp = QmpClient.over(new ScriptedChannel(GREETING, NEGOTIATED, EVENT), deadline);
    assertThatThrownBy(() -> qmp.status(deadline)).isInstanceOf(IOException.class);
  }
}
