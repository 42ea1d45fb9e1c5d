package dev.jmachine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jmachine.testkit.arm.ArmAddresses;
import dev.jmachine.testkit.arm.ArmStub;
import dev.jmachine.testkit.host.NamespaceHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine at Azure by the packaged program. Resource Manager is a stub that hands out the address
 * of a real host, which gets the keys of the custom data as cloud-init would place them.
 */
class AzureMachineIT {
  private static final Path INSTALL =
      Path.of(Objects.requireNonNull(System.getProperty("jmachine.test.install")));
  private static final String SECRET = "s3cret~of.the_principal";

  @TempDir private Path home;
  private Sandbox user;

  @BeforeEach
  void aUser() throws IOException {
    user = new Sandbox(Files.createDirectory(home.resolve("user")));
  }

  @Test
  void aMachineLivesMovesAndLeavesNothing() throws Exception {
    NamespaceHost.whyNot().ifPresent(why -> abort(why));
    try (NamespaceHost host =
            NamespaceHost.boot("trixie", Files.createDirectory(home.resolve("h")));
        ArmStub arm = ArmStub.start()) {
      arm.operations(1, 0);
      String moved = "198.18." + ProcessHandle.current().pid() % 250 + ".6";
      arm.addresses(boot -> address(boot, host, moved));

      Sandbox.Ended created = ok(arm, create());
      assertThat(created.out()).isEmpty();
      assertThat(created.err()).doesNotContain(SECRET);
      assertThat(ok(arm, "url web").out()).isEqualTo("tcp://" + host.address() + ":2376\n");
      assertThat(host.hostKey()).isNotEqualTo(FirstBoot.hostKey(customData(arm)));
      assertThat(ok(arm, "ls").out()).containsPattern("web .* azure .* Running ");
      ok(arm, "ssh web true");
      assertThat(ok(arm, "gc -d azure --dry-run").err()).doesNotContain("jm-web-");

      ok(arm, "stop web");
      assertThat(ok(arm, "status web").out()).isEqualTo("Stopped\n");
      ok(arm, "start web");
      assertThat(ok(arm, "url web").out()).isEqualTo("tcp://" + moved + ":2376\n");
      ok(arm, "ssh web true");
      nothingStoredIsSecret();

      ok(arm, "rm -y web");
      assertThat(arm.inventory()).isEmpty();
      assertThat(ok(arm, "ls -q").out()).isEmpty();
    }
  }

  /** At the first boot the host's own address, at every later one another one of the same host. */
  private static String address(ArmAddresses.Boot boot, NamespaceHost host, String moved) {
    if (boot.number() == 0) {
      FirstBoot.of(host, boot.customData());
      return host.address();
    }
    try {
      host.run("ip", "addr", "add", moved + "/32", "dev", "eth0");
      new ProcessBuilder("ip", "route", "replace", moved, "via", host.address()).start().waitFor();
      return moved;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String customData(ArmStub arm) {
    Map<?, ?> sent = arm.requests("PUT virtualMachines").getFirst();
    Map<?, ?> properties = (Map<?, ?>) Objects.requireNonNull(sent.get("properties"));
    Map<?, ?> system = (Map<?, ?>) Objects.requireNonNull(properties.get("osProfile"));
    return String.valueOf(system.get("customData"));
  }

  private static String create() {
    return "create -d azure --azure-location westeurope --azure-ssh-user root"
        + " --azure-image Debian:debian-13:13-gen2:latest --azure-allow-cidr 198.51.100.7 web";
  }

  /** As a user of a private cloud has it: endpoints and their certificate in the environment. */
  private Sandbox.Ended ok(ArmStub arm, String arguments) throws Exception {
    String script =
        "export AZURE_SUBSCRIPTION_ID="
            + ArmStub.SUBSCRIPTION
            + " AZURE_TENANT_ID=77777777-aaaa-bbbb-cccc-dddddddddddd AZURE_CLIENT_ID=client"
            + " AZURE_CLIENT_SECRET="
            + SECRET
            + " AZURE_RESOURCE_MANAGER_ENDPOINT="
            + arm.endpoint()
            + " AZURE_AUTHORITY_HOST="
            + arm.endpoint()
            + " AZURE_CA_FILE="
            + arm.caFile()
            + "; "
            + INSTALL
            + "/bin/jmachine "
            + arguments;
    Sandbox.Ended ended = user.run(script);
    assertThat(ended.exitCode()).as(arguments + "\n" + ended).isZero();
    return ended;
  }

  private void nothingStoredIsSecret() throws IOException {
    try (Stream<Path> all = Files.walk(user.store())) {
      assertThat(all.filter(Files::isRegularFile))
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(SECRET));
    }
  }
}
