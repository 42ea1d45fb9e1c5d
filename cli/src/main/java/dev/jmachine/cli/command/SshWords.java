package dev.jmachine.cli.command;

import java.util.List;

/**
 * What follows the machine's name on the command line of {@code ssh}, as ssh(1) itself reads what
 * follows its host: options until the first word that is none, or until {@code --}; then the
 * command.
 *
 * @param options ssh's own
 * @param command for the shell on the host; empty to log in
 */
record SshWords(List<String> options, List<String> command) {
  /** ssh's options that take a value (ssh(1) of OpenSSH 9). */
  private static final String WITH_VALUE = "BbcDEeFIiJLlmOoPpQRSWw";

  SshWords {
    options = List.copyOf(options);
    command = List.copyOf(command);
  }

  static SshWords parse(List<String> words) {
    int i = 0;
    while (i < words.size() && isOption(words.get(i))) {
      i += takesNext(words.get(i)) ? 2 : 1;
    }
    int end = Math.min(i, words.size());
    boolean delimited = end < words.size() && words.get(end).equals("--");
    return new SshWords(
        words.subList(0, end), words.subList(delimited ? end + 1 : end, words.size()));
  }

  private static boolean isOption(String word) {
    return word.length() > 1 && word.startsWith("-") && !word.equals("--");
  }

  /** In {@code -tL 8080:…} the last letter does; in {@code -L8080:…} the value is there already. */
  private static boolean takesNext(String option) {
    for (int i = 1; i < option.length(); i++) {
      if (WITH_VALUE.indexOf(option.charAt(i)) >= 0) {
        return i == option.length() - 1;
      }
    }
    return false;
  }
}
