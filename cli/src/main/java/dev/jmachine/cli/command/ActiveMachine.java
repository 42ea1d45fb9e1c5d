package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.docker.DockerContexts;
import dev.jmachine.core.machine.Machine;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Which machine the local Docker client reaches now. As the client itself decides (docker/cli,
 * cli/command): DOCKER_HOST, else DOCKER_CONTEXT, else the current context of its configuration.
 *
 * @param host the value of DOCKER_HOST; null where it is not set
 * @param context the name of the context that counts then
 */
record ActiveMachine(@Nullable String host, String context) {
  static ActiveMachine of(Caller caller, CommandContext command) throws IOException {
    String host = caller.env("DOCKER_HOST");
    String context = caller.env("DOCKER_CONTEXT");
    if (host != null || context != null) {
      return new ActiveMachine(host, context == null ? DockerContexts.DEFAULT : context);
    }
    var folder = DockerContexts.defaultFolder(caller.environment(), caller.home().toString());
    return new ActiveMachine(null, DockerContexts.in(folder, command.store().root()).current());
  }

  boolean is(Machine machine) {
    return host == null
        ? context.equals(DockerContexts.contextName(machine.machineName()))
        : machine.access() != null && host.equals(machine.access().engineUrl());
  }
}
