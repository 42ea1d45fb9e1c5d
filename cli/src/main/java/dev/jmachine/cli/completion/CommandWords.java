package dev.jmachine.cli.completion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What completion knows of a command.
 *
 * @param name as typed
 * @param summary one phrase
 * @param options its options, those of every command included
 * @param arguments what its positional parameters are; the last one stands for all that follow
 */
record CommandWords(String name, String summary, List<Option> options, List<Words> arguments) {
  CommandWords {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /**
   * An option.
   *
   * @param names with their dashes
   * @param values what it takes; null for a flag
   * @param description a sentence
   */
  record Option(List<String> names, @Nullable Words values, String description) {
    Option {
      names = List.copyOf(names);
    }
  }
}
