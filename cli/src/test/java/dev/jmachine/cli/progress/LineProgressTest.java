package dev.jmachine.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.cli.TestCaller;
import dev.jmachine.core.progress.ProgressEvent;
import dev.jmachine.core.progress.ProgressEvent.Detail;
import dev.jmachine.core.progress.ProgressEvent.Done;
import dev.jmachine.core.progress.ProgressEvent.Note;
import dev.jmachine.core.progress.ProgressEvent.Started;
import dev.jmachine.core.progress.ProgressEvent.Transferred;
import dev.jmachine.core.progress.ProgressEvent.Warning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineProgressTest {
  private static final List<ProgressEvent> STORY =
      List.of(
          new Started("a", "Fetching"),
          new Detail("a", "Fetching", "asking"),
          new Detail("a", "Fetching", "asking"),
          new Transferred("a", "Fetching", 1_000_000, 10_000_000),
          new Transferred("a", "Fetching", 1_100_000, 10_000_000),
          new Transferred("a", "Fetching", 2_000_000, 10_000_000),
          new Note("", "using KVM"),
          new Warning("a", "the clock is \"off\""),
          new Done("a", "Fetching", Duration.ofMillis(1234)));

  private static String shown(ProgressMode mode) {
    TestCaller caller = new TestCaller(Path.of("/nowhere"));
    ProgressDisplay display = ProgressDisplay.open(mode, caller.caller());
    STORY.forEach(display::accept);
    display.close();
    return caller.err();
  }

  @Test
  void plainIsALineForEachThingThatIsNew() {
    String expected =
        """
        a: Fetching
        a: Fetching: asking
        a: Fetching: 1.0 of 10.0 MB
        a: Fetching: 2.0 of 10.0 MB
        using KVM
        a: warning: the clock is "off"
        a: Fetching: done in 1.2 s
        """;
    assertThat(shown(ProgressMode.PLAIN)).isEqualTo(expected);
    assertThat(shown(ProgressMode.AUTO)).as("not a terminal").isEqualTo(expected);
  }

  @Test
  void silentShowsWarningsAlone() {
    assertThat(shown(ProgressMode.SILENT)).isEqualTo("a: warning: the clock is \"off\"\n");
  }

  @Test
  void jsonIsAnObjectALine() {
    assertThat(shown(ProgressMode.JSON).lines())
        .hasSize(STORY.size())
        .contains(
            "{\"time\":\"2026-11-23T20:00:00Z\",\"event\":\"started\",\"machine\":\"a\",\"step\":\"Fetching\"}",
            "{\"time\":\"2026-11-23T20:00:00Z\",\"event\":\"transferred\",\"machine\":\"a\",\"step\":\"Fetching\",\"bytes\":1000000,\"total\":10000000}",
            "{\"time\":\"2026-11-23T20:00:00Z\",\"event\":\"note\",\"machine\":\"\",\"text\":\"using"
                + " KVM\"}",
            "{\"time\":\"2026-11-23T20:00:00Z\",\"event\":\"warning\",\"machine\":\"a\",\"text\":\"the"
                + " clock is \\\"off\\\"\"}",
            "{\"time\":\"2026-11-23T20:00:00Z\",\"event\":\"done\",\"machine\":\"a\",\"step\":\"Fetching\",\"elapsedMillis\":1234}");
  }
}
