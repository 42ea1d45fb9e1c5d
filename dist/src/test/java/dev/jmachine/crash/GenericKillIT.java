package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jmachine.journey.Sandbox;
import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.testkit.host.NamespaceHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills around the bootstrap of a real Debian, its package manager included. */
@Timeout(3600)
class GenericKillIT {
  @TempDir Path home;

  @Test
  @FaultCase(
      id = "F5",
      sees =
          "`create --resume` ends with an engine that answers, `provision` and `regenerate-certs`"
              + " are finished by the next call")
  void aHostThatIsThereIsBootstrappedThroughEveryKill() throws Exception {
    assumeTrue(Nightly.is(), "for the profile nightly");
    NamespaceHost.whyNot().ifPresent(why -> abort(why));
    Path folder = Files.createDirectory(home.resolve("host"));
    try (NamespaceHost host = NamespaceHost.boot("bookworm", folder)) {
      Machines machines = new Machines(new Sandbox(home), new GenericSubject(host));
      WatchedRun.stopped(machines.user(), machines.create("web"), "host known").kill();
      KillChain chain = new KillChain(machines, 1);
      List<KillRow> rows = new ArrayList<>();

      rows.addAll(chain.run("create", "create --resume web", point -> requireWhole(machines)));
      requireReady(machines);
      rows.addAll(chain.run("provision", "provision web", point -> requireWhole(machines)));
      rows.addAll(
          chain.run(
              "regenerate-certs", "regenerate-certs -f web", point -> requireWhole(machines)));
      requireReady(machines);
      rows.addAll(chain.run("rm", "rm -y web", point -> {}));
      assertThat(machines.traces()).isEmpty();
      KillTable.put(rows);
    }
  }

  private static void requireWhole(Machines machines) throws Exception {
    assertThat(machines.list().get("web")).isNotNull().doesNotContain("\"Error\"");
  }

  private static void requireReady(Machines machines) throws Exception {
    assertThat(machines.list().get("web"))
        .contains("\"Running\"")
        .doesNotContain("\"engine\":null", "Interrupted");
  }
}
