package dev.jmachine.crash;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.jmachine.journey.FirstBoot;
import dev.jmachine.journey.Sandbox;
import dev.jmachine.testkit.ec2.Ec2Addresses;
import dev.jmachine.testkit.ec2.Ec2Stub;
import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.testkit.host.NamespaceHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills around an instance of EC2. */
@Timeout(3600)
class AwsKillIT {
  @TempDir Path home;

  @Test
  @FaultCase(
      id = {"F2", "F3", "F4", "F6"},
      sees =
          "at EC2 too: `ls` shows Interrupted, `rm` leaves nothing, `create --resume` goes on with"
              + " the instance that was launched")
  void noInstanceIsLostOrLaunchedTwiceWhereverItsCommandIsKilled() throws Exception {
    NamespaceHost.whyNot().ifPresent(why -> abort(why));
    Path folder = Files.createDirectory(home.resolve("host"));
    try (NamespaceHost host = NamespaceHost.boot("trixie", folder);
        Ec2Stub ec2 = Ec2Stub.start()) {
      ec2.addresses(firstBootOf(host));
      Machines machines = new Machines(new Sandbox(home), new AwsSubject(ec2));
      KillTable.put(new CloudKills(machines, "instance made", _ -> true).run());
    }
  }

  /** Every instance has the one host's address, and its keys from the first start on. */
  private static Ec2Addresses firstBootOf(NamespaceHost host) {
    Set<String> booted = new HashSet<>();
    return start -> {
      if (booted.add(start.instanceId())) {
        FirstBoot.of(host, start.userData());
      }
      return host.address();
    };
  }
}
