package dev.jmachine.cli;

import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.core.store.MachineStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands so that an AOT cache can hold what they load: {@code Training FOLDER
 * quick|full|driver [LINES]}. The build starts it, never a user. FOLDER is a store that may have
 * machines already, "vm" among them; two of driver none are made there. LINES is a file of further
 * command lines, one a line, which may fail; in them {@code @PORT@} is a port of this computer
 * where somebody listens and hangs up, so that a driver whose cloud is called by TLS says its first
 * words.
 */
public final class Training {
  /** Every way in which a quick command ends: data, help, a usage error, a failure. */
  private static final List<String> QUICK =
      List.of(
          "--version",
          "--help",
          "help",
          "version",
          "env dev",
          "env --shell fish dev",
          "env --unset",
          "env --help",
          "env --no-such-option",
          "status dev",
          "status vm",
          "status no-such-machine",
          "url dev",
          "ip dev",
          "config dev",
          "inspect dev",
          "active",
          "ls",
          "ls --filter driver=none",
          "ls --filter driver=qemu",
          "ls --quiet",
          "ls --output json",
          "no-such-command");

  private static final List<String> FULL =
      List.of(
          "create --help",
          "create --dry-run --driver none --url tcp://127.0.0.1:2376 other",
          "create --driver none --url tcp://127.0.0.1:1 other",
          "ssh dev true",
          "rm --yes dev");

  private Training() {}

  /** Fails where the program itself does not start: a cache without our classes is of no use. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    makeMachine(folder, "dev");
    makeMachine(folder, "dev-2");
    List<String> lines = new ArrayList<>(QUICK);
    if (!args[1].equals("quick")) {
      lines.addAll(FULL);
    }
    Main.prepare();
    Caller own = Main.caller();
    run(lines, caller(folder, own, own.install()));
    if (args.length > 2) {
      // in the main program nothing of this is installed yet that could go on in the background
      Path install = args[1].equals("full") ? null : own.install();
      runBesidePort(Files.readAllLines(Path.of(args[2])), caller(folder, own, install));
    }
  }

  private static void runBesidePort(List<String> lines, Caller caller) throws IOException {
    try (ServerSocket nobody = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> hangUp(nobody));
      String port = String.valueOf(nobody.getLocalPort());
      run(lines.stream().map(line -> line.replace("@PORT@", port)).toList(), caller);
    }
  }

  private static void run(List<String> lines, Caller caller) {
    for (String line : lines) {
      int code = new Cli(caller).run(List.of(line.split(" ")));
      if (code != 0 && line.equals("--version")) {
        throw new IllegalStateException("--version ended with " + code);
      }
    }
  }

  private static void hangUp(ServerSocket nobody) {
    while (!nobody.isClosed()) {
      try (Socket caller = nobody.accept()) {
        caller.getInputStream().read();
      } catch (IOException e) {
        // the caller was quicker, or the training is over
      }
    }
  }

  /** The process's own, but for the folders: the training touches no user's files. */
  private static Caller caller(Path folder, Caller own, @Nullable Path install) {
    Map<String, String> environment =
        Map.of(
            "JMACHINE_HOME",
            folder.toString(),
            "DOCKER_CONFIG",
            folder + "/docker",
            "PATH",
            own.environment().getOrDefault("PATH", ""));
    return new Caller(
        environment,
        folder,
        install,
        own.driverJvm(),
        own.handedOver(),
        own.input(),
        own.output(),
        own.messages(),
        own.terminal(),
        own.clock(),
        own.ticker(),
        own.pause(),
        own.parts());
  }

  private static void makeMachine(Path folder, String machineName)
      throws IOException, InterruptedException {
    MachineStore store = MachineStore.at(folder, Clock.systemUTC());
    MachineName name = new MachineName(machineName);
    String now = "2026-01-01T00:00:00Z";
    var spec = new MachineSpec("none", Map.of(), EngineOptions.defaults());
    // port 1 of this computer: nobody answers, and that at once
    var access = new HostAccess(null, "127.0.0.1", 1, 1, List.of(machineName));
    Machine machine =
        Machine.reserved(name, "0123456789ab", now, spec)
            .withPhase(Phase.READY)
            .withAccess(access)
            .withEngine(new Engine(access.engineUrl(), "28.0.0", "1.48", now));
    try (var lock = store.reserve(name, "create")) {
      store.save(lock, machine);
    }
    for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
      Files.writeString(store.machineFolder(name).resolve(file), "of no use");
    }
  }
}
