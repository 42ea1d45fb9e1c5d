package dev.jmachine.crash;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.jmachine.journey.FirstBoot;
import dev.jmachine.journey.Sandbox;
import dev.jmachine.testkit.arm.ArmAddresses;
import dev.jmachine.testkit.arm.ArmStub;
import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.testkit.host.NamespaceHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills around a virtual machine of Azure. */
@Timeout(3600)
class AzureKillIT {
  @TempDir Path home;

  @Test
  @FaultCase(
      id = {"F2", "F3", "F4", "F6"},
      sees =
          "at Azure too: `ls` shows Interrupted, `rm` leaves no resource and no group, `create"
              + " --resume` goes on with what was made")
  void noResourceIsLostOrMadeTwiceWhereverItsCommandIsKilled() throws Exception {
    NamespaceHost.whyNot().ifPresent(why -> abort(why));
    Path folder = Files.createDirectory(home.resolve("host"));
    try (NamespaceHost host = NamespaceHost.boot("trixie", folder);
        ArmStub arm = ArmStub.start()) {
      arm.operations(1, 0);
      arm.addresses(firstBootOf(host));
      Machines machines = new Machines(new Sandbox(home), new AzureSubject(arm));
      KillTable.put(
          new CloudKills(machines, "virtual-machine made", Moment::isOfTheProvider).run());
    }
  }

  /** Every virtual machine has the one host's address, and its keys from the first boot on. */
  private static ArmAddresses firstBootOf(NamespaceHost host) {
    Set<String> booted = new HashSet<>();
    return boot -> {
      if (booted.add(boot.machine())) {
        FirstBoot.of(host, boot.customData());
      }
      return host.address();
    };
  }
}
