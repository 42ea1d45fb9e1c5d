package dev.jmachine.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jmachine.testkit.host.NamespaceHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several machines at AWS by one command of the packaged program. How long twenty take beside one
 * is measured by {@code bench/count}.
 */
class CountIT {
  @TempDir private Path home;

  @BeforeAll
  static void hosts() {
    NamespaceHost.whyNot().ifPresent(why -> abort(why));
  }

  @Test
  void thoseThatFailLeaveNothingAndTheOthersStay() throws Exception {
    Sandbox user = new Sandbox(Files.createDirectory(home.resolve("user")));
    try (Fleet fleet = Fleet.of(5, Files.createDirectory(home.resolve("hosts")))) {
      fleet.threeFail();

      Sandbox.Ended created = user.run(fleet.create("--count 6 web"));

      assertThat(created.exitCode()).as(created.toString()).isEqualTo(1);
      assertThat(created.err())
          .contains("3 of 6 machines are ready")
          .contains("InsufficientInstanceCapacity")
          .contains("has ended")
          .contains("host key");
      assertThat(fleet.ec2().inventory()).as("an instance and a group each").hasSize(6);
      List<String> lookUps =
          fleet.ec2().calls().stream()
              .filter(call -> call.matches(".* Describe(Images|InstanceTypes|Subnets|Vpcs)"))
              .toList();
      assertThat(lookUps).doesNotHaveDuplicates().isNotEmpty();
      List<String> names = user.run(Fleet.jm("ls -q")).out().lines().toList();
      assertThat(names).hasSize(3);
      for (String name : names) {
        assertThat(
                JavaClient.of(user.store().resolve("machines/" + name), url(user, name))
                    .ping("TLSv1.3"))
            .as(name)
            .contains(" 200 ");
      }

      Sandbox.Ended removed = user.run(Fleet.jm("rm -y " + String.join(" ", names)));
      assertThat(removed.exitCode()).as(removed.toString()).isZero();
      assertThat(fleet.ec2().inventory()).isEmpty();
      try (Stream<Path> left = Files.list(user.store().resolve("machines"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  private static String url(Sandbox user, String name) throws Exception {
    return user.run(Fleet.jm("url " + name)).out().strip();
  }
}
