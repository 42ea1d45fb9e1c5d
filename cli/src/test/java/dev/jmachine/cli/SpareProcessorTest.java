package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpareProcessorTest {
  private static final String START = "cpu  100 0 100 800 0 0 0 0 0 0";
  private static final String BUSY = "cpu  200 0 200 1000 0 0 0 0 0 0"; // half of 400
  private static final String SPARE = "cpu  250 0 250 1280 20 0 0 0 0 0"; // three quarters of 400

  @TempDir private Path folder;
  private long nanos;
  private int pauses;

  /** Runs it on a computer that shows these lines, one a look, and the last for ever. */
  private void await(List<String> shown, Duration limit) throws Exception {
    Path stat = folder.resolve("stat");
    Deque<String> next = new ArrayDeque<>(shown);
    Files.writeString(stat, next.remove() + "\ncpu0 1 2 3\n");
    Await looks =
        Await.with(
            length -> {
              pauses++;
              nanos += length.toNanos();
              if (!next.isEmpty()) {
                write(stat, next.remove());
              }
            },
            Backoff.LOCAL);
    SpareProcessor.await(stat, looks, Deadline.in(limit, () -> nanos));
  }

  private static void write(Path stat, String line) {
    try {
      Files.writeString(stat, line + "\n");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void it_waits_while_the_processors_are_busy() throws Exception {
    await(List.of(START, BUSY, SPARE), Duration.ofMinutes(1));
    assertThat(pauses).isEqualTo(2);
  }

  @Test
  void it_waits_no_longer_than_it_may() throws Exception {
    await(List.of(START, BUSY), Duration.ofSeconds(3));
    assertThat(Duration.ofNanos(nanos)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void where_nobody_can_tell_it_does_not_wait() throws Exception {
    await(List.of("intr 5"), Duration.ofMinutes(1));
    assertThat(pauses).isZero();
  }
}
