package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Messages;
import dev.jmachine.cli.console.Output;
import dev.jmachine.cli.progress.ProgressDisplay;
import dev.jmachine.core.progress.Steps;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command is given. Everything heavy is made when it is first asked for, so a command pays
 * for what it uses alone.
 */
public final class CommandContext implements AutoCloseable {
  private final Caller caller;
  private final GlobalOptions globals;
  private final List<String> arguments;
  private @Nullable ProgressDisplay progress;

  /**
   * A context.
   *
   * @param arguments the whole command line, for a hand-over
   */
  public CommandContext(Caller caller, GlobalOptions globals, List<String> arguments) {
    this.caller = caller;
    this.globals = globals;
    this.arguments = List.copyOf(arguments);
  }

  public Caller caller() {
    return caller;
  }

  public GlobalOptions globals() {
    return globals;
  }

  /** The whole command line as the user gave it. */
  public List<String> arguments() {
    return arguments;
  }

  public Output output() {
    return caller.output();
  }

  public Messages messages() {
    return caller.messages();
  }

  /** The folder of the user's store: the option, else the environment, else {@code ~/.jmachine}. */
  public Path storeFolder() {
    String given =
        globals.storagePath() != null ? globals.storagePath() : caller.env("JMACHINE_HOME");
    Path folder = given == null ? caller.home().resolve(".jmachine") : Path.of(given);
    return folder.toAbsolutePath().normalize();
  }

  /** Shows progress; the same for the whole command. */
  public synchronized ProgressDisplay progress() {
    if (progress == null) {
      progress = ProgressDisplay.open(globals.progress(), caller);
    }
    return progress;
  }

  /** Steps about {@code subject}, a machine's name or empty. */
  public Steps steps(String subject) {
    return new Steps(subject, progress(), caller.ticker());
  }

  /** Ends the display of progress, so that other text may follow. */
  @Override
  public synchronized void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
