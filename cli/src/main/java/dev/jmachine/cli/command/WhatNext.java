package dev.jmachine.cli.command;

import dev.jmachine.cli.console.HelpText;
import dev.jmachine.cli.progress.Amounts;
import dev.jmachine.core.docker.DockerContexts;
import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.Machine;
import java.time.Duration;

/** What a user is told when a create has ended: what is there, and what to type next. */
final class WhatNext {
  private WhatNext() {}

  static String after(Machine machine, Duration took) {
    HelpText text =
        new HelpText()
            .line(
                "Machine \""
                    + machine.name()
                    + "\" is ready"
                    + engine(machine.engine())
                    + " ("
                    + Amounts.elapsed(took)
                    + ").")
            .line("  one command:   docker --context " + context(machine) + " ps")
            .line("  this shell:    eval \"$(jmachine env " + machine.name() + ")\"")
            .line("  every shell:   jmachine use " + machine.name());
    if (machine.expires() != null) {
      text.line(
          "  it ends by itself at "
              + machine.expires()
              + "; later: jmachine extend "
              + machine.name()
              + " 1h");
    }
    return text.toString();
  }

  private static String engine(@org.jspecify.annotations.Nullable Engine engine) {
    return engine == null ? "" : ": Docker Engine " + engine.version() + " at " + engine.url();
  }

  private static String context(Machine machine) {
    return DockerContexts.contextName(machine.machineName());
  }
}
