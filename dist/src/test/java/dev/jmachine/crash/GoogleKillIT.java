package dev.jmachine.crash;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.jmachine.journey.FirstBoot;
import dev.jmachine.journey.Sandbox;
import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.testkit.gce.GceAddresses;
import dev.jmachine.testkit.gce.GceStub;
import dev.jmachine.testkit.host.NamespaceHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills around an instance of Compute Engine. */
@Timeout(3600)
class GoogleKillIT {
  @TempDir Path home;

  @Test
  @FaultCase(
      id = {"F2", "F3", "F4", "F6"},
      sees =
          "at Google too: `ls` shows Interrupted, `rm` leaves nothing, `create --resume` goes on"
              + " with the instance that was inserted")
  void noInstanceIsLostOrInsertedTwiceWhereverItsCommandIsKilled() throws Exception {
    NamespaceHost.whyNot().ifPresent(why -> abort(why));
    Path folder = Files.createDirectory(home.resolve("host"));
    try (NamespaceHost host = NamespaceHost.boot("trixie", folder);
        GceStub gce = GceStub.start()) {
      gce.addresses(firstBootOf(host));
      gce.hostKeys(_ -> FirstBoot.published(host));
      Machines machines = new Machines(new Sandbox(home), new GoogleSubject(gce));
      KillTable.put(new CloudKills(machines, "instance made", Moment::isOfTheProvider).run());
    }
  }

  /** Every instance has the one host's address, and lets its own login in. */
  private static GceAddresses firstBootOf(NamespaceHost host) {
    Set<String> booted = new HashSet<>();
    return start -> {
      if (booted.add(start.instance())) {
        FirstBoot.ofGuest(host, start.metadata().getOrDefault("ssh-keys", ""));
      }
      return host.address();
    };
  }
}
