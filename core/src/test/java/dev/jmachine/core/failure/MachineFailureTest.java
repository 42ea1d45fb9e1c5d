package dev.jmachine.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineFailureTest {
  @Test
  void everyPartIsKeptWhenAnotherIsAdded() {
    IOException cause = new IOException("reset");
    MachineFailure failure =
        MachineFailure.of(FailureKind.CONFLICT, "cannot start")
            .because(cause)
            .left("a disk")
            .hint("jmachine rm x")
            .see("docs/x.md")
            .during("Starting")
            .hint("jmachine ls");
    assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
    assertThat(failure.what()).isEqualTo("cannot start");
    assertThat(failure.reason()).isEqualTo("reset");
    assertThat(failure.left()).isEqualTo("a disk");
    assertThat(failure.hints()).containsExactly("jmachine rm x", "jmachine ls");
    assertThat(failure.see()).isEqualTo("docs/x.md");
    assertThat(failure.step()).isEqualTo("Starting");
    assertThat(failure).hasCause(cause).hasMessage("cannot start: reset");
  }

  @Test
  void addingLeavesTheFailureItselfAsItWas() {
    MachineFailure bare = MachineFailure.failed("cannot");
    assertThat(bare.because("x").left("y").hint("z").reason()).isEqualTo("x");
    assertThat(bare.reason()).isNull();
    assertThat(bare.left()).isNull();
    assertThat(bare.hints()).isEmpty();
  }

  @Test
  void anExceptionWithoutWordsIsCalledByItsName() {
    assertThat(MachineFailure.failed("cannot").because(new IOException()).reason())
        .isEqualTo("IOException");
  }

  @ParameterizedTest
  @CsvSource({"FAILED,1", "USAGE,2", "CHECK,3", "CREDENTIALS,4", "CANCELLED,130", "QUOTA,1"})
  void theExitCodeIsThatOfTheKind(FailureKind kind, int exitCode) {
    assertThat(kind.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void onlyWhatMayPassIsTriedAgain() {
    assertThat(FailureKind.values())
        .filteredOn(FailureKind::retryable)
        .containsExactly(FailureKind.THROTTLED, FailureKind.UNAVAILABLE);
  }

  @Test
  void a_file_that_is_not_there_or_not_ours_is_said_in_words() {
    MachineFailure failure = MachineFailure.failed("cannot read");
    assertThat(failure.because(new java.nio.file.NoSuchFileException("/a")).reason())
        .isEqualTo("/a does not exist");
    assertThat(failure.because(new java.nio.file.AccessDeniedException("/a")).reason())
        .isEqualTo("/a: permission denied");
  }
}
