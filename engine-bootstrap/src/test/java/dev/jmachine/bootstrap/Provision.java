package dev.jmachine.bootstrap;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.progress.Progress;
import dev.jmachine.core.progress.ProgressEvent;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.core.time.Ticker;
import dev.jmachine.tls.AuthorityStore;
import dev.jmachine.tls.PassphraseSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A bootstrap from the command line without the command line, to measure and to break it by hand:
 * {@code VERB FOLDER HOST USER KEYFILE HOSTKEY INSTALL [LABEL...]}; FOLDER is a store of its own.
 */
final class Provision {
  private Provision() {}

  public static void main(String[] args) throws Exception {
    long start = System.nanoTime();
    Path store = Path.of(args[1]);
    Path folder = Files.createDirectories(store.resolve("machine"));
    Machine machine = machine(args);
    AuthorityStore roots =
        new AuthorityStore(store.resolve("certs"), Clock.systemUTC(), new SecureRandom());
    BootstrapContext context =
        BootstrapContext.system(
            RootSource.in(roots, "me@here", PassphraseSource.none()), "me@here");
    EngineBootstrap bootstrap = new EngineBootstrap(context);
    Steps steps = new Steps("", progress(start), Ticker.system());
    Deadline deadline =
        Deadline.in(Duration.ofSeconds(Integer.getInteger("deadline", 600)), Ticker.system());
    try {
      var done =
          switch (args[0]) {
            case "rotate" -> bootstrap.regenerateCertificates(machine, folder, steps, deadline);
            case "readdress" -> bootstrap.readdress(machine, folder, steps, deadline);
            case "upgrade" -> bootstrap.upgrade(machine, folder, steps, deadline);
            default -> bootstrap.bootstrap(machine, folder, steps, deadline);
          };
      System.out.println(done.engine());
    } catch (MachineFailure e) {
      System.out.println(
          "error: "
              + e.what()
              + "\n  kind:  "
              + e.kind()
              + "\n  step:  "
              + e.step()
              + "\n  cause: "
              + e.reason()
              + "\n  left:  "
              + e.left());
      e.hints().forEach(hint -> System.out.println("  try:   " + hint));
      if (Boolean.getBoolean("trace")) {
        e.printStackTrace(System.out);
      }
      System.exit(1);
    }
    System.exit(0);
  }

  private static Machine machine(String[] args) {
    EngineOptions options =
        new EngineOptions(
            args[6],
            null,
            List.of(),
            List.of(args).subList(7, args.length),
            Map.of(),
            List.of(),
            List.of(),
            null,
            List.of());
    List<HostKey> keys = "-".equals(args[5]) ? List.of() : List.of(new HostKey(args[5]));
    SshEndpoint ssh = new SshEndpoint(args[2], 22, args[3], args[4], keys, false, null);
    return Machine.reserved(
            new MachineName("trial"),
            "abc123",
            "now",
            new MachineSpec("generic", Map.of(), options))
        .withAccess(new HostAccess(ssh, args[2], 2376, 2376, List.of(args[2])));
  }

  private static Progress progress(long start) {
    return event -> {
      String line =
          switch (event) {
            case ProgressEvent.Started e -> e.title();
            case ProgressEvent.Detail e -> "    " + e.detail();
            case ProgressEvent.Done e -> "  done " + e.title();
            case ProgressEvent.Failed e -> "  FAILED " + e.title();
            case ProgressEvent.Transferred e -> "    " + e.bytes();
            case ProgressEvent.Note e -> "note: " + e.text();
            case ProgressEvent.Warning e -> "warning: " + e.text();
          };
      System.out.printf("%5d ms  %s%n", (System.nanoTime() - start) / 1_000_000, line);
    };
  }
}
