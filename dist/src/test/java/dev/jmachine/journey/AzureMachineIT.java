package dev.jmachine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jmachine.testkit.arm.ArmAddresses;
import dev.jmachine.testkit.arm.ArmStub;
import dev.jmachine.testkit.arm.ClientCertificate;
import dev.jmachine.testkit.host.NamespaceHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
      assertThat(arm.calls().stream().filter(call -> call.startsWith("PUT"))).hasSize(6);
      assertThat(ok(arm, "url web").out()).isEqualTo("tcp://" + host.address() + ":2376\n");
      assertThat(host.hostKey()).isNotEqualTo(FirstBoot.hostKey(customData(arm)));
      assertThat(ok(arm, "ls").out()).containsPattern("web .* azure .* Running ");
      ok(arm, "ssh web true");
      withoutItsDriver(arm, host.address());
      assertThat(ok(arm, "gc -d azure --dry-run").err()).doesNotContain("jm-web-");

      int before = arm.calls().size();
      ok(arm, "stop web");
      assertThat(arm.calls().subList(before, arm.calls().size()).stream().distinct())
          .containsExactly(
              "POST virtualMachines/deallocate", "GET operations", "GET virtualMachines");
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

  @Test
  void aCertificateSignsIn() throws Exception {
    ClientCertificate certificate = ClientCertificate.make();
    Path pfx = certificate.pfx(home.resolve("principal.pfx"), "hush hush");
    try (ArmStub arm = ArmStub.start()) {
      arm.know("principal", certificate);
      String who =
          "AZURE_TENANT_ID=77777777-aaaa-bbbb-cccc-dddddddddddd AZURE_CLIENT_ID=principal"
              + " AZURE_CLIENT_CERTIFICATE_PATH="
              + pfx
              + " AZURE_CLIENT_CERTIFICATE_PASSWORD='hush hush'";
      assertPlans(arm, "export AZURE_SUBSCRIPTION_ID=" + ArmStub.SUBSCRIPTION + " " + who);
      assertThat(arm.logins()).isEqualTo(1);
    }
  }

  @Test
  void aManagedIdentitySignsIn() throws Exception {
    try (ArmStub arm = ArmStub.start()) {
      arm.identity("identity", "word");
      assertPlans(
          arm,
          "export AZURE_CLIENT_ID=identity IDENTITY_HEADER=word IDENTITY_ENDPOINT="
              + arm.identityEndpoint()
              + " AZURE_SUBSCRIPTION_ID="
              + ArmStub.SUBSCRIPTION);
      assertThat(arm.logins()).isEqualTo(1);
    }
  }

  @Test
  void whoeverIsLoggedInWithTheAzureCliIsSignedIn() throws Exception {
    Path bin = Files.createDirectory(home.resolve("bin"));
    Path az = bin.resolve("az");
    String token =
        "{\"accessToken\":\"token-1\",\"expires_on\":4102444800,\"tokenType\":\"Bearer\"";
    Files.writeString(
        az,
        "#!/bin/sh\n[ \"$1 $2\" = 'account get-access-token' ] && echo '"
            + token
            + ",\"expiresOn\":\"2100-01-01 00:00:00.000000\"}'\n");
    Files.setPosixFilePermissions(az, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        bin.resolve("azureProfile.json"),
        "{\"subscriptions\":[{\"id\":\"" + ArmStub.SUBSCRIPTION + "\",\"isDefault\":true}]}");
    try (ArmStub arm = ArmStub.start()) {
      // by its name: before it the chain would ask an address outside of this computer
      assertPlans(
          arm,
          "export AZURE_TOKEN_CREDENTIALS=AzureCliCredential PATH="
              + bin
              + ":$PATH AZURE_CONFIG_DIR="
              + bin);
      assertThat(arm.logins()).isZero();
    }
  }

  @Test
  void aPersonAtATerminalSignsInWithADeviceCode() throws Exception {
    try (ArmStub arm = ArmStub.start()) {
      String line = INSTALL + "/bin/jmachine " + create() + " --azure-device-code --dry-run";
      String where = "export AZURE_SUBSCRIPTION_ID=" + ArmStub.SUBSCRIPTION + environment(arm);
      Sandbox.Ended ended = user.run(where + "; script -qec '" + line + "' /dev/null");
      assertThat(ended.exitCode()).as(ended.toString()).isZero();
      assertThat(ended.out()).contains("and enter the code CODE1", "virtual machine", "jm-web-");
      assertThat(arm.logins()).isEqualTo(1);
      assertThat(user.run(where + "; " + line).err()).contains("needs a terminal", "az login");
    }
  }

  private void assertPlans(ArmStub arm, String login) throws Exception {
    Sandbox.Ended ended = user.run(login + at(arm) + create() + " --dry-run");
    assertThat(ended.exitCode()).as(ended.toString()).isZero();
    assertThat(ended.out()).contains("virtual machine", "jm-web-", "22/tcp, 2376/tcp");
    assertThat(arm.inventory()).isEmpty();
  }

  /** The SDK is on the class path of the driver's JVM alone: these commands start none. */
  private void withoutItsDriver(ArmStub arm, String address) throws Exception {
    Path copy = home.resolve("without");
    user.run("cp -al " + INSTALL + " " + copy + " || cp -a " + INSTALL + " " + copy);
    Files.delete(copy.resolve("drivers/azure/launch"));
    int before = arm.calls().size();
    for (String line : List.of("env web", "url web", "ip web", "config web", "ssh web true")) {
      Sandbox.Ended ended = user.run(copy + "/bin/jmachine " + line);
      assertThat(ended.exitCode()).as(line + "\n" + ended).isZero();
      assertThat(ended.out()).as(line).contains(line.startsWith("ssh") ? "" : address);
    }
    assertThat(user.run(copy + "/bin/jmachine stop web").exitCode()).isNotZero();
    assertThat(arm.calls()).hasSize(before);
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
            + at(arm)
            + arguments;
    Sandbox.Ended ended = user.run(script);
    assertThat(ended.exitCode()).as(arguments + "\n" + ended).isZero();
    return ended;
  }

  /** Where Azure is, and how the line goes on. */
  private static String at(ArmStub arm) {
    return environment(arm) + "; " + INSTALL + "/bin/jmachine ";
  }

  private static String environment(ArmStub arm) {
    return " AZURE_RESOURCE_MANAGER_ENDPOINT="
        + arm.endpoint()
        + " AZURE_AUTHORITY_HOST="
        + arm.endpoint()
        + " AZURE_CA_FILE="
        + arm.caFile();
  }

  private void nothingStoredIsSecret() throws IOException {
    try (Stream<Path> all = Files.walk(user.store())) {
      assertThat(all.filter(Files::isRegularFile))
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(SECRET));
    }
  }
}
