package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.RootPassphrase;
import dev.jmachine.cli.console.Messages;
import dev.jmachine.cli.console.Output;
import dev.jmachine.cli.drivers.Drivers;
import dev.jmachine.cli.progress.ProgressDisplay;
import dev.jmachine.cli.progress.ProgressMode;
import dev.jmachine.cli.signal.Cancellation;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.Person;
import dev.jmachine.core.lifecycle.Surroundings;
import dev.jmachine.core.progress.ProgressEvent;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command is given. Everything heavy is made when it is first asked for, so a command pays
 * for what it uses alone.
 */
public final class CommandContext implements AutoCloseable, Person {
  private final Caller caller;
  private final GlobalOptions globals;
  private final List<String> arguments;
  private @Nullable ProgressDisplay progress;
  private @Nullable MachineStore store;

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

  public Drivers drivers() {
    return new Drivers(caller);
  }

  /** The user's machines: in the folder of the option, else of the environment, else of home. */
  public synchronized MachineStore store() {
    if (store == null) {
      store = MachineStore.at(storeFolder(), caller.clock(), caller.ticker(), caller.pause());
    }
    return store;
  }

  private Path storeFolder() {
    return globals.storagePath() != null
        ? Path.of(globals.storagePath())
        : MachineStore.defaultRoot(caller.environment(), caller.home().toString());
  }

  /** What drivers are given. */
  public DriverContext driverContext() {
    DriverContext any =
        new DriverContext(
            store().root(),
            store().cacheFolder(caller.environment()),
            caller.environment(),
            caller.clock(),
            caller.ticker(),
            caller.pause());
    // not a lambda: the quick commands come by here, and its first one takes 10 ms
    return caller.terminal().messages() ? any.with(this) : any;
  }

  @Override
  public void tell(String text) {
    steps("").warn(text);
  }

  /**
   * What the core's stories are given. Loads the bootstrap's classes.
   *
   * @param passphraseFile the value of {@code --ca-passphrase-file}; null where it was not given
   */
  public Surroundings surroundings(@Nullable String passphraseFile) {
    Path root = store().root();
    return new Surroundings(
        store(),
        caller.parts().contexts(caller, root),
        caller.parts().bootstrap(caller, root, new RootPassphrase(caller, passphraseFile)),
        driverContext(),
        new SecureRandom(),
        caller.parts().expiry(caller, root));
  }

  /** Shows progress; the same for the whole command. */
  public synchronized ProgressDisplay progress() {
    if (progress == null) {
      progress = ProgressDisplay.open(globals.progress(), caller);
    }
    return progress;
  }

  /** Shows warnings alone from now on; to be called before any progress. */
  public void quiet() {
    progressAs(ProgressMode.SILENT);
  }

  /** Shows progress in another way than the user's; to be called before any progress. */
  public synchronized void progressAs(ProgressMode mode) {
    progress = ProgressDisplay.open(mode, caller);
  }

  /** Steps about {@code subject}, a machine's name or empty. */
  public Steps steps(String subject) {
    return new Steps(subject, progress(), caller.ticker());
  }

  /**
   * From now on a signal interrupts the current thread, and a second one ends the process at once.
   * Commands that only read leave signals to the JVM, which ends with 130 on Ctrl-C.
   */
  public void interruptible() {
    ProgressDisplay display = progress();
    Cancellation.install(
        () ->
            display.accept(
                new ProgressEvent.Warning(
                    "", "interrupted; ending in good order (interrupt again to leave at once)")),
        !caller.handedOver());
  }

  /** Ends the display of progress, so that other text may follow. */
  @Override
  public synchronized void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
