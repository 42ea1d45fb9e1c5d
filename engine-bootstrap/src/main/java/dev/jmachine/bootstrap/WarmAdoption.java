package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.blocking.Background;
import dev.jmachine.bootstrap.engine.DaemonFlags;
import dev.jmachine.bootstrap.engine.DaemonJson;
import dev.jmachine.bootstrap.host.Scripts;
import dev.jmachine.bootstrap.ssh.Script;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.driver.WarmHost;
import dev.jmachine.core.lifecycle.HostBootstrap.Bootstrapped;
import dev.jmachine.core.machine.EngineInstall;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.tls.CertificateFacts;
import dev.jmachine.tls.SigningRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Adopts a host that was resumed with its engine running (ADR 0009). The same scripts, files and
 * certificates as of any bootstrap, but over the driver's channel, and no restart: until the engine
 * starts the next time a front in the guest ends TLS for it, with those files.
 */
final class WarmAdoption {
  private final EngineStory story;
  private final Background<MachineCertificates> opening;

  /**
   * An adoption that begins now.
   *
   * @param opening the machine's certificates, being made
   */
  WarmAdoption(EngineStory story, Background<MachineCertificates> opening) {
    this.story = story;
    this.opening = opening;
  }

  /**
   * Ends it.
   *
   * @param machine with the access that its certificate is for
   */
  Bootstrapped finish(Machine machine, WarmHost host) throws IOException, InterruptedException {
    Deadline deadline = story.visit().deadline();
    if (!isPlain(machine.spec().engine())) {
      Machine admitted = machine.withAccess(host.admit(deadline));
      return new Convergence(story.about(admitted)).bootstrap();
    }
    Issued issued =
        story.steps().run("Issuing certificates", () -> certify(machine, host, deadline));
    HostAccess access = host.admit(deadline);
    return new Bootstrapped(access, story.about(machine.withAccess(access)).proof(issued));
  }

  /** Whether the engine of a template is as these options want it. */
  private static boolean isPlain(EngineOptions options) {
    boolean anySource =
        switch (options.source()) {
          case EngineInstall.Auto _, EngineInstall.None _ -> true;
          case EngineInstall.Distro _, EngineInstall.Docker _, EngineInstall.Script _ -> false;
        };
    return anySource
        && options.equals(
            new EngineOptions(
                options.install(),
                null,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                null,
                options.tlsSans()));
  }

  private Issued certify(Machine machine, WarmHost host, Deadline deadline)
      throws IOException, InterruptedException {
    Map<String, String> naming = Map.of("JM_NAME", machine.name());
    ScriptResult asked = run(Scripts.of("adopt-key", naming), host, deadline);
    String pem = asked.text("csr");
    if (asked.exitCode() != 0 || pem == null) {
      throw Failures.of(asked, "the host cannot make a key for its engine", machine);
    }
    SigningRequest signing = SigningRequest.parse(pem);
    MachineCertificates certificates = opening.get(deadline);
    Background<CertificateFacts> client =
        Background.start("client certificate", certificates::writeClientFiles);
    String chain =
        certificates.authority().issueServer(signing, ServerNames.of(machine).all()).chainPem();
    Script adopt = Scripts.of("adopt-engine", files(machine, certificates.ca(), chain));
    ScriptResult adopted = run(adopt, host, deadline);
    if (adopted.exitCode() != 0) {
      throw Failures.of(adopted, "the engine cannot be given its certificate", machine);
    }
    return new Issued(client.get(deadline), certificates.ca(), chain);
  }

  /** The files as any bootstrap of this machine writes them. */
  private static Map<String, String> files(Machine machine, String ca, String chain) {
    String daemonJson =
        DaemonJson.merged(
            null, ConfigurationPlan.settings(machine, true), new DaemonFlags(List.of()));
    return Map.of("JM_CA", ca, "JM_CERT", chain, "JM_DAEMON_JSON", daemonJson);
  }

  private static ScriptResult run(Script script, WarmHost host, Deadline deadline)
      throws IOException, InterruptedException {
    WarmHost.Ran ran = host.run(script.text(), deadline);
    return ScriptResult.of(ran.status(), ran.printed());
  }
}
