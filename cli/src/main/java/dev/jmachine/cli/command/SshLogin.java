package dev.jmachine.cli.command;

import dev.jmachine.bootstrap.ssh.OpenSshCommand;
import dev.jmachine.cli.Caller;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.store.MachineStore;
import dev.jmachine.core.store.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the system's ssh and scp log in to a machine: its identity, its pinned host keys. */
final class SshLogin {
  private static final String KNOWN_HOSTS = "known_hosts";

  /** What ssh(1) and scp(1) end with then; a remote command may end so as well. */
  private static final int NO_LOGIN = 255;

  private SshLogin() {}

  /** The endpoint of a machine that takes logins. */
  static SshEndpoint endpoint(Machine machine) {
    SshEndpoint endpoint = Reached.at(machine).ssh();
    if (endpoint == null) {
      throw MachineFailure.usage("machine \"" + machine.name() + "\" takes no SSH login")
          .because(
              "its driver \"" + machine.spec().driver() + "\" knows only the engine's address");
    }
    return endpoint;
  }

  /**
   * The way to a machine; writes the known_hosts file (0600) into its folder where it is not there
   * as it should be.
   *
   * @param endpoint of the machine, perhaps with another user
   */
  static OpenSshCommand to(Machine machine, SshEndpoint endpoint, MachineStore store)
      throws IOException {
    Path file = store.machineFolder(machine.machineName()).resolve(KNOWN_HOSTS);
    OpenSshCommand login = new OpenSshCommand(endpoint, file);
    String text = login.knownHostsText();
    if (text.isEmpty()) {
      throw MachineFailure.of(
              FailureKind.TRUST, "the host key of machine \"" + machine.name() + "\" is not known")
          .because("its record holds at most a fingerprint; a bootstrap pins the whole key")
          .hint("jmachine provision " + machine.name());
    }
    write(file, text);
    return login;
  }

  /** Another process may write the same at the same time. */
  private static void write(Path file, String text) throws IOException {
    if (text.equals(read(file))) {
      return;
    }
    try {
      PrivateFiles.write(file, text);
    } catch (IOException e) {
      if (!text.equals(read(file))) {
        throw e;
      }
    }
  }

  private static @Nullable String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Names the doctor where the program could not log in; returns its exit code. */
  static int told(int code, List<String> machines, CommandContext context) {
    if (code == NO_LOGIN) {
      context
          .messages()
          .line(
              "ended with 255; if it could not log in: jmachine doctor "
                  + String.join(" or ", machines));
    }
    return code;
  }

  /** The program of that name in the caller's PATH; null where there is none. */
  static @Nullable Path program(String name, Caller caller) {
    String path = caller.env("PATH");
    for (String folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      Path program = Path.of(folder.isEmpty() ? "." : folder, name);
      if (Files.isRegularFile(program) && Files.isExecutable(program)) {
        return program.toAbsolutePath();
      }
    }
    return null;
  }
}
