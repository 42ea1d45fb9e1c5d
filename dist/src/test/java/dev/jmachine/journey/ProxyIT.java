package dev.jmachine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.testkit.fault.FaultCase;
import dev.jmachine.testkit.gce.GceStub;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cloud whose name nobody here can resolve, with a proxy that can, and without. */
class ProxyIT {
  private static final Path INSTALL =
      Path.of(Objects.requireNonNull(System.getProperty("jmachine.test.install")));

  /** RFC 6761: never resolves. */
  private static final String CLOUD = "http://compute.invalid";

  @TempDir private Path home;
  private Sandbox user;

  @BeforeEach
  void aUser() {
    user = new Sandbox(home);
  }

  @Test
  @FaultCase(id = "F50", sees = "nothing: the proxy of `HTTPS_PROXY` or `HTTP_PROXY` is asked")
  void aCloudIsReachedByTheProxyOfTheEnvironment() throws Exception {
    try (GceStub google = GceStub.start()) {
      Sandbox.Ended planned = user.run("HTTP_PROXY=" + google.endpoint() + " " + plan(google));
      assertThat(planned.exitCode()).as(planned.toString()).isZero();
      assertThat(planned.out()).contains("instance ");
      assertThat(google.calls()).isNotEmpty();

      Sandbox.Ended spared =
          user.run("NO_PROXY=.invalid HTTP_PROXY=" + google.endpoint() + " " + plan(google));
      assertThat(spared.exitCode()).as(spared.toString()).isNotZero();
    }
  }

  @Test
  @FaultCase(id = "F50", sees = "the name that is not known here, and that a proxy may be missing")
  void aNameThatIsNotKnownHereIsSaidSo() throws Exception {
    try (GceStub google = GceStub.start()) {
      Sandbox.Ended planned = user.run(plan(google));
      assertThat(planned.exitCode()).as(planned.toString()).isEqualTo(3);
      assertThat(planned.err()).contains("compute.invalid", "HTTPS_PROXY").startsWith("error: ");
      assertThat(google.calls()).isEmpty();
    }
  }

  private static String plan(GceStub google) {
    return INSTALL
        + "/bin/jmachine create --dry-run -d google --google-project acme"
        + " --google-zone europe-west1-b --google-image debian-13 --google-access-token none"
        + " --google-endpoint "
        + CLOUD
        + " --google-check-ip-url "
        + google.checkIpUrl()
        + " --google-retries 0 web";
  }
}
