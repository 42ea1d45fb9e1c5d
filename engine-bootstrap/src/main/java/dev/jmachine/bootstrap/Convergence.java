package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.blocking.Background;
import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.HostBootstrap.Bootstrapped;
import java.io.IOException;

/**
 * Brings a host to the wanted state, whatever it has of it: engine installed, certificates issued,
 * daemon configured. A host that is there already is changed and restarted by nothing.
 */
final class Convergence {
  /** Inspection and signing request side by side, then the configuration: opened ahead. */
  static final int SHELLS = 3;

  private final EngineStory story;
  private final HostVisit visit;

  Convergence(EngineStory story) {
    this.story = story;
    this.visit = story.visit();
  }

  Bootstrapped bootstrap() throws IOException, InterruptedException {
    Background<MachineCertificates> opening = story.certificates();
    try (HostLink link = visit.connect()) {
      return converge(opening, link);
    }
  }

  /** Newer packages first; containers keep running. */
  Bootstrapped upgrade() throws IOException, InterruptedException {
    Background<MachineCertificates> opening = story.certificates();
    try (HostLink link = visit.connect()) {
      visit.installation(link).upgrade(visit.inspect(link));
      return converge(opening, link);
    }
  }

  private Bootstrapped converge(Background<MachineCertificates> opening, HostLink link)
      throws IOException, InterruptedException {
    link.prepare(SHELLS);
    EngineConfiguration configuration = visit.configuration(link);
    Background<ScriptResult> requesting =
        Background.start("signing request", () -> configuration.request(false));
    HostFacts host = prepareHost(visit.inspect(link), link);
    Issued issued = story.issue(configuration, requesting, opening, host);
    visit
        .steps()
        .run(
            "Configuring engine",
            () ->
                configuration.apply(
                    ConfigurationPlan.of(visit.machine(), host),
                    issued.ca(),
                    issued.chain(),
                    false));
    Bootstrapped done = story.proven(link, issued);
    // last, so that little can fail between the new key and the record that pins it
    return host.oneUseHostKey() ? new HostKeyReplacement(visit, link).after(done) : done;
  }

  /** Everything that must be there before an engine can be configured. */
  private HostFacts prepareHost(HostFacts found, HostLink link) throws InterruptedException {
    EngineInstallation installation = visit.installation(link);
    installation.awaitCloudInit(found);
    visit.checkClock(link, found);
    boolean installed = installation.ensureEngine(found);
    if (!installed) {
      installation.ensureOpenssl(found);
      return found;
    }
    HostFacts host = visit.inspect(link);
    installation.ensureOpenssl(host);
    if (!host.engine().present()) {
      throw MachineFailure.failed("there is no engine on the host")
          .because("it was installed, but no dockerd is found")
          .hint("jmachine logs " + visit.machine().name());
    }
    return host;
  }
}
