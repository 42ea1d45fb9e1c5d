package dev.jmachine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jmachine.testkit.gce.GceAddresses;
import dev.jmachine.testkit.gce.GceMetadataServer;
import dev.jmachine.testkit.gce.GceStub;
import dev.jmachine.testkit.host.NamespaceHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine at Google by the packaged program. Compute Engine is a stub that hands out the address
 * of a real host, whose keys its guest attributes tell, and which gets the login of the metadata as
 * the guest environment would make it. The caller is a service account with a key of our own.
 */
class GoogleMachineIT {
  private static final Path INSTALL =
      Path.of(Objects.requireNonNull(System.getProperty("jmachine.test.install")));

  @TempDir private Path home;
  private Sandbox user;
  private Path robot;
  private String secret;

  @BeforeEach
  void aUser() throws Exception {
    user = new Sandbox(Files.createDirectory(home.resolve("user")));
    robot = home.resolve("robot.json");
    byte[] key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
    secret = Base64.getEncoder().encodeToString(key);
    Files.writeString(robot, serviceAccount(secret));
  }

  @Test
  void aMachineLivesMovesAndLeavesNothing() throws Exception {
    NamespaceHost.whyNot().ifPresent(why -> abort(why));
    try (NamespaceHost host =
            NamespaceHost.boot("trixie", Files.createDirectory(home.resolve("h")));
        GceStub gce = GceStub.start()) {
      String moved = "198.19." + ProcessHandle.current().pid() % 250 + ".2";
      gce.addresses(start -> address(start, host, moved));
      gce.hostKeys(_ -> FirstBoot.published(host));

      Sandbox.Ended created = ok(create(gce));
      assertThat(created.out()).isEmpty();
      assertThat(created.err()).doesNotContain(secret).doesNotContain("WARNING");
      assertThat(gce.calls()).contains("instances.getGuestAttributes");
      assertThat(ok(jm("url web")).out()).isEqualTo("tcp://" + host.address() + ":2376\n");
      assertThat(ok(jm("ls")).out()).containsPattern("web .* google .* Running ");
      ok(jm("ssh web true"));
      ok("eval \"$(" + jm("env web") + ")\" && docker version");
      withoutItsDriver(host.address());

      ok(jm("stop web"));
      assertThat(ok(jm("status web")).out()).isEqualTo("Stopped\n");
      ok(jm("start web"));
      assertThat(ok(jm("url web")).out()).isEqualTo("tcp://" + moved + ":2376\n");
      ok(jm("ssh web true"));
      nothingStoredIsSecret();

      ok(jm("rm -y web"));
      assertThat(gce.inventory()).isEmpty();
      assertThat(ok(jm("ls -q")).out()).isEmpty();
    }
  }

  /** As on an instance of the cloud: no option, variable or file of ours says who asks. */
  @Test
  void theInstancesOwnAccountServesByDefaultAndADryRunMakesNothing() throws Exception {
    try (GceStub gce = GceStub.start();
        GceMetadataServer metadata = GceMetadataServer.start()) {
      String defaults = "HOME=" + home + " GCE_METADATA_HOST=" + metadata.host() + " ";
      Sandbox.Ended planned =
          ok(
              defaults
                  + INSTALL
                  + "/bin/"
                  + wanted(gce).replace("create", "create --dry-run --google-project acme"));
      assertThat(planned.out())
          .contains("firewall rule jm-web-uid", "22/tcp, 2376/tcp", "198.51.100.7/32")
          .contains("instance jm-web-uid", "jmachine-name=web", "network tags");
      assertThat(gce.tokens()).containsExactly(GceMetadataServer.TOKEN);
      assertThat(gce.inventory()).isEmpty();
    }
  }

  /** The SDK is on the class path of the driver's JVM alone: these commands start none. */
  private void withoutItsDriver(String address) throws Exception {
    Path copy = home.resolve("without");
    ok("cp -al " + INSTALL + " " + copy + " || cp -a " + INSTALL + " " + copy);
    Files.delete(copy.resolve("drivers/google/launch"));
    for (String line : List.of("env web", "url web", "ip web", "config web", "ssh web true")) {
      Sandbox.Ended ended = ok(copy + "/bin/jmachine " + line);
      assertThat(ended.out()).as(line).contains(line.startsWith("ssh") ? "" : address);
    }
    assertThat(user.run(copy + "/bin/jmachine stop web").exitCode()).isNotZero();
  }

  /** At the first start the host's own address, at every later one another of the same host. */
  private static String address(GceAddresses.Start start, NamespaceHost host, String moved) {
    if (start.number() == 0) {
      FirstBoot.ofGuest(host, start.metadata().getOrDefault("ssh-keys", ""));
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

  private String create(GceStub gce) {
    return jm(wanted(gce).substring("jmachine ".length()));
  }

  private static String wanted(GceStub gce) {
    return "jmachine create -d gcp --google-zone europe-west1-b --google-image debian-13"
        + " --google-username root --google-endpoint "
        + gce.endpoint()
        + " --google-check-ip-url "
        + gce.checkIpUrl()
        + " web";
  }

  private String jm(String arguments) {
    return "GOOGLE_APPLICATION_CREDENTIALS=" + robot + " " + INSTALL + "/bin/jmachine " + arguments;
  }

  private Sandbox.Ended ok(String script) throws Exception {
    Sandbox.Ended ended = user.run(script);
    assertThat(ended.exitCode()).as(script + "\n" + ended).isZero();
    return ended;
  }

  private void nothingStoredIsSecret() throws IOException {
    try (Stream<Path> all = Files.walk(user.store())) {
      assertThat(all.filter(Files::isRegularFile))
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(secret));
    }
  }

  /** A service account's key as Google gives it. */
  private static String serviceAccount(String key) {
    return """
    {"type": "service_account", "project_id": "acme", "private_key_id": "1", "client_id": "1",
     "client_email": "robot@acme.iam.gserviceaccount.com",
     "token_uri": "https://oauth2.googleapis.com/token",
     "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}
    """
        .formatted(key);
  }
}
