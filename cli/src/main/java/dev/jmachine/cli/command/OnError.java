package dev.jmachine.cli.command;

import dev.jmachine.cli.console.Questions;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.Leftovers;
import dev.jmachine.core.resource.Resource;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code --on-error} says of a create that fails: cleanup, keep or ask. */
final class OnError {
  /** The option. */
  static final String OPTION = "--on-error";

  private OnError() {}

  /**
   * Reads its value.
   *
   * @param usual where it was not given
   * @throws MachineFailure USAGE for another word, and for "ask" where nobody can answer
   */
  static Leftovers read(@Nullable String value, String usual, CommandContext context) {
    String word = value == null ? usual : value;
    return switch (word) {
      case "cleanup" -> Leftovers.DELETED;
      case "keep" -> Leftovers.KEPT;
      case "ask" -> asking(context);
      default ->
          throw MachineFailure.usage("unknown value \"" + word + "\" of " + OPTION)
              .because("known are cleanup, keep and ask");
    };
  }

  private static Leftovers asking(CommandContext context) {
    if (!context.caller().terminal().input()) {
      throw MachineFailure.usage("cannot ask what to do on an error")
          .because("there is no terminal")
          .hint(OPTION + " cleanup")
          .hint(OPTION + " keep");
    }
    return (failure, made) -> isKept(failure, made, context);
  }

  private static boolean isKept(MachineFailure failure, List<Resource> made, CommandContext context)
      throws IOException {
    context.close();
    context.messages().line(failure.getMessage() + "");
    String labels = made.stream().map(Resource::label).collect(Collectors.joining(", "));
    String what = labels.isEmpty() ? "the record" : labels;
    return new Questions(context.caller().input(), context.messages())
        .isConfirmed("Keep " + what + ", so that the create can go on?");
  }
}
