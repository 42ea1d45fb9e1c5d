package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Questions;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachineProvisioning;
import dev.jmachine.core.lifecycle.MachineProvisioning.Work;
import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.progress.Steps;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * {@code provision}, {@code regenerate-certs} and {@code upgrade}: the engines of several machines,
 * side by side.
 */
final class ProvisionCommand implements Command {
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(20);
  private static final String FORCE = "--force";
  private static final String PASSPHRASE_FILE = "--ca-passphrase-file";

  private final Work work;

  ProvisionCommand(Work work) {
    this.work = work;
  }

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(NamedMachines.LABEL, "[NAME...]", "0..*", NamedMachines.OPTIONAL)
        .options(
            Options.value("TIME", "How long to wait: 90s, 20m (the default)", "--timeout"),
            Options.value("FILE", "Passphrase of your root CA key", PASSPHRASE_FILE),
            Options.flag("Show warnings and errors alone", "-q", "--quiet"));
    if (isRotation()) {
      syntax.options(
          Options.flag("Do not ask", "-f", FORCE),
          Options.flag(
              "Taken for docker-machine's sake: client certificates are always replaced too",
              "--client-certs"));
    }
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    Duration timeout = Options.duration(parsed, "--timeout", USUAL_TIMEOUT);
    Set<MachineName> names = NamedMachines.names(Options.positionals(parsed), context.store());
    MachineGroups groups = MachineGroups.of(names, context);
    if (isRotation() && !Options.has(parsed, FORCE) && !groups.isEmpty()) {
      confirm(names, context);
    }
    if (Options.has(parsed, "--quiet")) {
      context.quiet();
    }
    context.interruptible();
    MachineProvisioning provisioning =
        new MachineProvisioning(context.surroundings(Options.text(parsed, PASSPHRASE_FILE)));
    return groups.all(
        context,
        List.of(GlobalOptions.ASSUME_YES),
        (machine, provider) -> {
          Steps steps = context.steps(machine.name());
          Machine after = provisioning.run(work, machine.machineName(), provider, timeout, steps);
          steps.note(told(machine.engine(), after.engine()));
        });
  }

  private boolean isRotation() {
    return work == Work.REGENERATE_CERTIFICATES;
  }

  private static void confirm(Set<MachineName> names, CommandContext context) throws IOException {
    if (context.globals().assumeYes()) {
      return;
    }
    Caller caller = context.caller();
    String spaced = names.stream().map(MachineName::value).collect(Collectors.joining(" "));
    if (!caller.terminal().input()) {
      throw MachineFailure.usage("cannot ask whether to replace certificates")
          .because("there is no terminal")
          .hint("jmachine regenerate-certs -f " + spaced);
    }
    context
        .messages()
        .line(
            "This replaces the CA and every certificate of "
                + spaced
                + "; containers keep running. Copies of the present client certificate work until"
                + " the engine restarts.");
    if (!new Questions(caller.input(), caller.messages()).isConfirmed("Are you sure?")) {
      throw MachineFailure.of(FailureKind.CANCELLED, "nothing was changed");
    }
  }

  private static String told(@Nullable Engine before, @Nullable Engine after) {
    if (after == null) {
      return "done";
    }
    String was =
        before == null || before.version().equals(after.version())
            ? ""
            : " (it was " + before.version() + ")";
    return "Docker Engine " + after.version() + was + " answers at " + after.url();
  }
}
