package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.blocking.Background;
import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.HostBootstrap.Bootstrapped;
import dev.jmachine.core.machine.Engine;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** After a change of address: a server certificate for it, where the present one is not. */
final class Readdressing {
  private final EngineStory story;
  private final HostVisit visit;

  Readdressing(EngineStory story) {
    this.story = story;
    this.visit = story.visit();
  }

  Bootstrapped readdress() throws IOException, InterruptedException {
    Engine engine = answering();
    return engine == null ? reissue() : new Bootstrapped(visit.machine().requireAccess(), engine);
  }

  /**
   * The engine, where it proves itself as it is; null where its certificate is not for this
   * address.
   */
  private @Nullable Engine answering() throws IOException, InterruptedException {
    try {
      return story.awaitEngine();
    } catch (MachineFailure e) {
      if (e.kind() == FailureKind.TRUST) {
        return null;
      }
      throw e;
    }
  }

  private Bootstrapped reissue() throws IOException, InterruptedException {
    Background<MachineCertificates> opening = story.certificates();
    try (HostLink link = visit.connect()) {
      link.prepare(Convergence.SHELLS);
      EngineConfiguration configuration = visit.configuration(link);
      Background<ScriptResult> requesting =
          Background.start("signing request", () -> configuration.request(false));
      HostFacts host = visit.inspect(link);
      visit.checkClock(link, host);
      Issued issued = story.issue(configuration, requesting, opening, host);
      visit
          .steps()
          .run(
              "Renewing the engine's certificate",
              () ->
                  configuration.apply(
                      ConfigurationPlan.unchanged(host), issued.ca(), issued.chain(), false));
      return story.proven(link, issued);
    }
  }
}
