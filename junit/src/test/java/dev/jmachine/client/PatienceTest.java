package dev.jmachine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {
  @AfterEach
  void notInterruptedAnyMore() {
    assertThat(Thread.interrupted()).as("kept for the caller").isTrue();
  }

  @Test
  void whatAnInterruptionCutShortIsDoneAgain() {
    List<String> done = new ArrayList<>();
    Patience.whileInterrupted(
        () -> {
          done.add("begun");
          if (done.size() == 1) {
            throw new InterruptedException();
          }
        });
    assertThat(done).hasSize(2);
  }

  @Test
  void anInterruptionBeforeDoesNotDisturb() {
    Thread.currentThread().interrupt();
    Patience.whileInterrupted(() -> assertThat(Thread.currentThread().isInterrupted()).isFalse());
  }
}
