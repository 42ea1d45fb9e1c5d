package dev.jmachine.cli.command;

import dev.jmachine.cli.progress.ProgressMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Options that every command takes, before or after its name.
 *
 * @param debug whether exceptions behind failures are shown
 * @param storagePath the store's folder; null for the usual one
 * @param progress how progress is shown
 * @param assumeYes whether questions were answered already, in the JVM that handed over to us
 */
public record GlobalOptions(
    boolean debug, @Nullable String storagePath, ProgressMode progress, boolean assumeYes) {
  /** Handed over with a command whose question was answered; not for users. */
  public static final String ASSUME_YES = "--assume-yes";

  /** Nothing given. */
  public static final GlobalOptions NONE = new GlobalOptions(false, null, ProgressMode.AUTO, false);

  private static final String DEBUG = "--debug";
  private static final String STORAGE = "--storage-path";
  private static final String PROGRESS = "--progress";

  /** Their specs, new ones each time. */
  public static List<OptionSpec> all() {
    return List.of(
        Options.flag("Show what is behind an error", "-D", DEBUG),
        Options.value(
            "FOLDER",
            "Where machines are kept; else JMACHINE_HOME, else ~/.jmachine",
            "-s",
            STORAGE),
        Options.value(
            "HOW", "How progress is shown: auto, terminal, plain, json or silent", PROGRESS),
        Options.hidden(Options.flag("Ask nothing", ASSUME_YES)));
  }

  /** Whether {@code argument} is one of them whose value is the next argument. */
  public static boolean takesNext(String argument) {
    return argument.equals("-s") || argument.equals(STORAGE) || argument.equals(PROGRESS);
  }

  /** Reads them from a command line. */
  public static GlobalOptions read(ParseResult parsed) {
    String mode = Options.text(parsed, PROGRESS);
    return new GlobalOptions(
        Options.has(parsed, DEBUG),
        Options.text(parsed, STORAGE),
        mode == null ? ProgressMode.AUTO : ProgressMode.parse(mode),
        Options.has(parsed, ASSUME_YES));
  }

  /** As arguments again, for a process that goes on with the command. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (debug) {
      arguments.add(DEBUG);
    }
    if (storagePath != null) {
      arguments.addAll(List.of(STORAGE, storagePath));
    }
    if (progress != ProgressMode.AUTO) {
      arguments.addAll(List.of(PROGRESS, progress.word()));
    }
    return arguments;
  }
}
