package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.bootstrap.host.Scripts;
import dev.jmachine.core.lifecycle.HostBootstrap.Bootstrapped;
import dev.jmachine.tls.CertificateFacts;
import dev.jmachine.tls.PemFiles;
import dev.jmachine.tls.SigningRequest;
import java.io.IOException;
import java.util.Map;

/**
 * Replaces the machine's authority, both keys and both certificates. Containers keep running
 * (live-restore; in a swarm they do not, and a warning says so), and clients of the old authority
 * are taken until the engine restarts the next time.
 */
final class Rotation {
  private final EngineStory story;
  private final HostVisit visit;

  Rotation(EngineStory story) {
    this.story = story;
    this.visit = story.visit();
  }

  Bootstrapped rotate() throws IOException, InterruptedException {
    try (HostLink link = visit.connect()) {
      HostFacts host = visit.inspect(link);
      visit.checkClock(link, host);
      warnOfSwarm(host);
      Issued issued = replace(host, visit.configuration(link));
      Bootstrapped done = story.proven(link, issued);
      link.run(
          Scripts.of("replace-ca", Map.of("JM_CA", issued.ca())), visit.deadline(), line -> {});
      return done;
    }
  }

  private void warnOfSwarm(HostFacts host) {
    if (host.engine().swarm()) {
      visit
          .steps()
          .warn(
              "the host is in a swarm, which forbids live-restore: its tasks restart with the"
                  + " engine");
    }
  }

  /** Old and new authority overlap until the engine has proven itself with the new one. */
  private Issued replace(HostFacts host, EngineConfiguration configuration)
      throws IOException, InterruptedException {
    SigningRequest signing = configuration.signingRequest(configuration.request(true));
    MachineCertificates fresh =
        MachineCertificates.anew(
            visit.context(), visit.machine(), story.folder(), visit.context().roots().open());
    String old = host.files().ca();
    String both = old == null ? fresh.ca() : fresh.caWith(old);
    String chain =
        fresh
            .authority()
            .issueServer(signing, ServerNames.of(visit.machine(), host).all())
            .chainPem();
    visit
        .steps()
        .run(
            "Replacing certificates",
            () -> {
              PemFiles.writePrivate(story.folder().resolve("ca.pem"), both);
              return configuration.apply(
                  ConfigurationPlan.of(visit.machine(), host), both, chain, true);
            });
    CertificateFacts client = fresh.writeClientFiles();
    return new Issued(client, fresh.ca(), chain);
  }
}
