package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Questions;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachineRemoval;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/** {@code rm}: asks, then removes hosts and records, several side by side. */
final class RmCommand implements Command {
  private static final String FORCE = "--force";
  private static final String FORGET = "--forget";
  private static final String YES = "--yes";

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(NamedMachines.LABEL, "NAME...", "1..*", "The machines to remove")
        .options(
            Options.flag("Do not ask", "-y", YES),
            Options.flag(
                "Do not ask, and remove the record even where the provider does not confirm that"
                    + " everything is gone",
                "-f",
                FORCE),
            Options.flag(
                "Remove record, Docker context and local files alone, and ask no provider: for a"
                    + " machine whose account is gone",
                FORGET),
            Options.flag("Show warnings and errors alone", "-q", "--quiet"));
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    boolean force = Options.has(parsed, FORCE);
    Set<MachineName> names =
        Options.positionals(parsed).stream()
            .map(MachineName::new)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    boolean forget = Options.has(parsed, FORGET);
    if (forget) {
      return new RmForget(context).all(names, force || Options.has(parsed, YES));
    }
    MachineGroups groups = MachineGroups.of(names, context);
    adviseAboutMissing(groups.failures(), context);
    if (!force && !Options.has(parsed, YES) && !groups.isEmpty()) {
      confirm(
          "This removes the hosts and everything on them, for good: ",
          "jmachine rm -y ",
          names,
          context);
    }
    if (Options.has(parsed, "--quiet")) {
      context.quiet();
    }
    context.interruptible();
    if (force) {
      forget(groups.failures(), context);
    }
    MachineRemoval removal = new MachineRemoval(context.surroundings(null));
    return groups.all(
        context,
        List.of(GlobalOptions.ASSUME_YES),
        (machine, provider) ->
            removal.remove(machine.machineName(), provider, force, context.steps(machine.name())));
  }

  /** Whoever removes does not want to create. */
  private static void adviseAboutMissing(
      Map<MachineName, MachineFailure> failures, CommandContext context) throws IOException {
    for (MachineName name : List.copyOf(failures.keySet())) {
      if (!context.store().exists(name)) {
        context.store().forget(name);
        failures.put(name, NamedMachines.missingForRemoval(name, context.store()));
      }
    }
  }

  /**
   * Asks, unless that was done already.
   *
   * @param what what is about to happen to the machines, whose names follow
   * @param without how to do it without being asked; the names follow
   */
  static void confirm(String what, String without, Set<MachineName> names, CommandContext context)
      throws IOException {
    Caller caller = context.caller();
    if (context.globals().assumeYes()) {
      return;
    }
    if (!caller.terminal().input()) {
      throw MachineFailure.usage("cannot ask whether to remove")
          .because("there is no terminal")
          .hint(without + spaced(names));
    }
    context.messages().line(what + spaced(names));
    if (!new Questions(caller.input(), caller.messages()).isConfirmed("Are you sure?")) {
      throw MachineFailure.of(FailureKind.CANCELLED, "nothing was removed");
    }
  }

  private static String spaced(Set<MachineName> names) {
    return names.stream().map(MachineName::value).collect(Collectors.joining(" "));
  }

  /** By force, a machine that is not there is no failure, and an unusable record is taken away. */
  private static void forget(Map<MachineName, MachineFailure> failures, CommandContext context)
      throws IOException, InterruptedException {
    for (MachineName name : List.copyOf(failures.keySet())) {
      if (!context.store().exists(name)) {
        context.steps(name.value()).warn("there is no such machine");
      } else {
        removeRecord(name, context);
      }
      failures.remove(name);
    }
  }

  private static void removeRecord(MachineName name, CommandContext context)
      throws IOException, InterruptedException {
    new MachineRemoval(context.surroundings(null)).discard(name);
    context
        .steps(name.value())
        .warn("its record was unusable and is removed by force; its host may be left");
  }
}
