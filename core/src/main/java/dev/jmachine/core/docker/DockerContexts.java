package dev.jmachine.core.docker;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.json.JsonText;
import dev.jmachine.core.lifecycle.ClientContexts;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The contexts {@code jm-NAME} of the local Docker client. Written by hand in the client's own
 * format (docker/cli, cli/context/store; checked with version 28), so that the client need not be
 * installed. A context of ours carries the machine's name and uid in its metadata; one without is
 * never changed and never removed.
 */
public final class DockerContexts implements ClientContexts {
  /** What the Docker client calls having no context. */
  public static final String DEFAULT = "default";

  private final Path dockerFolder;
  private final Path previousFile;
  private final DockerConfigFile config;

  private DockerContexts(Path dockerFolder, Path previousFile) {
    this.dockerFolder = dockerFolder;
    this.previousFile = previousFile;
    this.config = new DockerConfigFile(dockerFolder);
  }

  /**
   * The contexts in {@code dockerFolder}; touches nothing yet.
   *
   * @param storeFolder root of the machine store, where {@code use} remembers the context before
   */
  public static DockerContexts in(Path dockerFolder, Path storeFolder) {
    return new DockerContexts(dockerFolder, storeFolder.resolve("previous-context"));
  }

  /** {@code $DOCKER_CONFIG}, else {@code .docker} in the user's home. */
  public static Path defaultFolder(Map<String, String> env, String userHome) {
    String chosen = env.getOrDefault("DOCKER_CONFIG", "");
    return chosen.isBlank() ? Path.of(userHome, ".docker") : Path.of(chosen);
  }

  /** The context's name for a machine. */
  public static String contextName(MachineName name) {
    return "jm-" + name;
  }

  @Override
  public void write(Machine machine, Path tlsFolder) throws IOException {
    String name = contextName(machine.machineName());
    ContextFolder folder = new ContextFolder(dockerFolder, name);
    ContextOwner owner = folder.owner();
    if (!(owner instanceof ContextOwner.Nobody) && !owner.is(machine)) {
      throw MachineFailure.of(
              FailureKind.CONFLICT, "the Docker context \"" + name + "\" is not this machine's")
          .hint("docker context rm " + name);
    }
    HostAccess access = machine.requireAccess();
    folder.writeTls(tlsFolder);
    folder.writeMeta(meta(name, machine, access));
  }

  /** Removes the context; the client falls back to its default where it was the current one. */
  @Override
  public void remove(Machine machine) throws IOException {
    String name = contextName(machine.machineName());
    ContextFolder folder = new ContextFolder(dockerFolder, name);
    ContextOwner owner = folder.owner();
    if (owner.is(machine) && current().equals(name)) {
      config.setCurrent(DEFAULT);
    }
    // without metadata there may still be the key of a write or a removal that was cut off
    if (owner.is(machine) || owner instanceof ContextOwner.Nobody) {
      folder.remove();
    }
  }

  /**
   * The client's current context by its configuration; "default" for none. The environment
   * variables DOCKER_HOST and DOCKER_CONTEXT come before it and are not looked at.
   */
  public String current() throws IOException {
    return config.current();
  }

  /**
   * Makes the machine's context the current one.
   *
   * @return the context's name
   * @throws MachineFailure NOT_FOUND where the machine has no context
   */
  public String use(MachineName machine) throws IOException {
    return use(contextName(machine), "jmachine start " + machine);
  }

  /**
   * Goes back to the context that was current before the last {@code use}; twice is where one was.
   *
   * @return the context's name
   * @throws MachineFailure NOT_FOUND where none is remembered, or it exists no more
   */
  public String usePrevious() throws IOException {
    try {
      return use(Files.readString(previousFile).strip(), "docker context ls");
    } catch (NoSuchFileException e) {
      throw MachineFailure.of(FailureKind.NOT_FOUND, "there is no previous Docker context")
          .hint("docker context ls");
    }
  }

  private String use(String context, String hint) throws IOException {
    if (!context.equals(DEFAULT)
        && new ContextFolder(dockerFolder, context).owner() instanceof ContextOwner.Nobody) {
      throw MachineFailure.of(
              FailureKind.NOT_FOUND, "the Docker context \"" + context + "\" does not exist")
          .hint(hint);
    }
    String before = current();
    if (!before.equals(context)) {
      PrivateFiles.write(previousFile, before + "\n");
      config.setCurrent(context);
    }
    return context;
  }

  private static String meta(String contextName, Machine machine, HostAccess access) {
    return JsonText.of(
        JsonText.object(
            "Name",
            contextName,
            "Metadata",
            JsonText.object(
                "Description",
                machine.name() + " (jmachine, " + machine.spec().driver() + ")",
                "jmachine",
                JsonText.object("machine", machine.name(), "uid", machine.uid())),
            "Endpoints",
            JsonText.object(
                "docker", JsonText.object("Host", access.engineUrl(), "SkipTLSVerify", false))));
  }
}
