package dev.jmachine.cli.completion;

import java.util.List;

/** What may stand at one place of a command line. */
public sealed interface Words {
  /** Nothing that could be known. */
  record Nothing() implements Words {}

  /** The user's machines. */
  record Machines() implements Words {}

  /** Files and folders here. */
  record Files() implements Words {}

  /** Files here, and {@code MACHINE:}. */
  record Copied() implements Words {}

  /** These words. */
  record Fixed(List<String> words) implements Words {
    public Fixed {
      words = List.copyOf(words);
    }
  }

  /** As the scripts' tables have it: a kind, and for fixed words the words themselves. */
  default String code() {
    return switch (this) {
      case Nothing _ -> "nothing";
      case Machines _ -> "machines";
      case Files _ -> "files";
      case Copied _ -> "copied";
      case Fixed(List<String> words) -> "words " + String.join(" ", words);
    };
  }
}
