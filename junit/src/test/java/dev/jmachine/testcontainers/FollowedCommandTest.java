package dev.jmachine.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowedCommandTest {
  private final List<String> done = new ArrayList<>();

  interface Command {
    Command with(String word);

    String exec();
  }

  private Command command(String answer) {
    return new Command() {
      @Override
      public Command with(String word) {
        done.add(word);
        return this;
      }

      @Override
      public String exec() {
        if (answer.isEmpty()) {
          throw new IllegalArgumentException("refused");
        }
        done.add("exec");
        return answer;
      }
    };
  }

  @Test
  void somethingIsDoneAfterTheCommandAlsoWhenItsMethodsAreChained() {
    Command followed = FollowedCommand.of(Command.class, command("ok"), () -> done.add("after"));
    assertThat(followed.with("a").exec()).isEqualTo("ok");
    assertThat(done).containsExactly("a", "exec", "after");
  }

  @Test
  void aFailedCommandThrowsItsOwnExceptionAndNothingFollows() {
    Command followed = FollowedCommand.of(Command.class, command(""), () -> done.add("after"));
    assertThatThrownBy(followed::exec)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("refused");
    assertThat(done).isEmpty();
  }
}
