package dev.jmachine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jmachine.testkit.ec2.Ec2Addresses;
import dev.jmachine.testkit.ec2.Ec2Stub;
import dev.jmachine.testkit.host.NamespaceHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine at AWS by the packaged program. EC2 is a stub that hands out the address of a real
 * host, which gets the keys of the user data as cloud-init would place them.
 */
class AwsMachineIT {
  private static final Path INSTALL =
      Path.of(Objects.requireNonNull(System.getProperty("jmachine.test.install")));
  private static final String SECRET = "s3cret+key/of/the/account";

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
        Ec2Stub ec2 = Ec2Stub.start()) {
      String moved = "198.18." + ProcessHandle.current().pid() % 250 + ".2";
      ec2.addresses(start -> address(start, host, moved));

      Sandbox.Ended created = ok(create(ec2));
      assertThat(created.out()).isEmpty();
      assertThat(created.err()).doesNotContain(SECRET);
      assertThat(ec2.calls().stream().distinct().count()).isLessThanOrEqualTo(8);
      assertThat(ok(jm("url web")).out()).isEqualTo("tcp://" + host.address() + ":2376\n");
      String sent = ec2.requests("RunInstances").getFirst().getOrDefault("UserData", "");
      assertThat(host.hostKey()).isNotEqualTo(FirstBoot.hostKey(sent));
      assertThat(ok(jm("ls")).out()).containsPattern("web .* aws .* Running ");
      ok(jm("ssh web true"));
      withoutItsDriver(host.address());

      ok(jm("stop web"));
      assertThat(ok(jm("status web")).out()).isEqualTo("Stopped\n");
      ok(jm("start web"));
      assertThat(ok(jm("url web")).out()).isEqualTo("tcp://" + moved + ":2376\n");
      ok(jm("ssh web true"));
      nothingStoredIsSecret();

      ok(jm("rm -y web"));
      assertThat(ec2.inventory()).isEmpty();
      assertThat(ok(jm("ls -q")).out()).isEmpty();
    }
  }

  /** The SDK is on the class path of the driver's JVM alone: these commands start none. */
  private void withoutItsDriver(String address) throws Exception {
    Path copy = home.resolve("without");
    ok("cp -al " + INSTALL + " " + copy + " || cp -a " + INSTALL + " " + copy);
    Path launch = copy.resolve("drivers/aws/launch");
    Files.delete(launch);
    for (String line : List.of("env web", "url web", "ip web", "config web", "ssh web true")) {
      Sandbox.Ended ended = ok(copy + "/bin/jmachine " + line);
      assertThat(ended.out()).as(line).contains(line.startsWith("ssh") ? "" : address);
    }
    assertThat(user.run(copy + "/bin/jmachine stop web").exitCode()).isNotZero();
  }

  /** At the launch the host's own address, at every later start another one of the same host. */
  private static String address(Ec2Addresses.Start start, NamespaceHost host, String moved) {
    if (start.number() == 0) {
      FirstBoot.of(host, start.userData());
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

  private static String create(Ec2Stub ec2) {
    return jm(
        "create -d amazonec2 --amazonec2-region eu-west-1 --aws-image debian-13"
            + " --aws-ssh-user root --aws-endpoint "
            + ec2.endpoint()
            + " --aws-check-ip-url "
            + ec2.checkIpUrl()
            + " web");
  }

  private static String jm(String arguments) {
    return "AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY="
        + SECRET
        + " "
        + INSTALL
        + "/bin/jmachine "
        + arguments;
  }

  private Sandbox.Ended ok(String script) throws Exception {
    Sandbox.Ended ended = user.run(script);
    assertThat(ended.exitCode()).as(script + "\n" + ended).isZero();
    return ended;
  }

  private void nothingStoredIsSecret() throws IOException {
    try (Stream<Path> all = Files.walk(user.store())) {
      assertThat(all.filter(Files::isRegularFile))
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(SECRET));
    }
  }
}
