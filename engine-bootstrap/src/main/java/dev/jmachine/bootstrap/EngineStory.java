package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.blocking.Background;
import dev.jmachine.bootstrap.engine.EngineClient;
import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.HostBootstrap.Bootstrapped;
import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.tls.CertificateFacts;
import dev.jmachine.tls.RootAuthority;
import dev.jmachine.tls.SigningRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What the stories about certificates share: issuing them, and the engine's proof at the end. */
final class EngineStory {
  private static final Duration ENGINE_ANSWER = Duration.ofMinutes(2);
  private static final String WAITING = "Waiting for the engine";
  private static final String PROOF = "Asking the engine over TLS";

  private final HostVisit visit;
  private final Path folder;

  /**
   * A story.
   *
   * @param folder the machine's, with its certificates
   */
  EngineStory(HostVisit visit, Path folder) {
    this.visit = visit;
    this.folder = folder;
  }

  HostVisit visit() {
    return visit;
  }

  Machine machine() {
    return visit.machine();
  }

  Steps steps() {
    return visit.steps();
  }

  Path folder() {
    return folder;
  }

  /** The same story of a machine of which more is known. */
  EngineStory about(Machine machine) {
    return new EngineStory(
        new HostVisit(visit.context(), machine, visit.steps(), visit.deadline()), folder);
  }

  /** Reads the machine's certificates in the background, or makes them. */
  Background<MachineCertificates> certificates() throws InterruptedException {
    BootstrapContext context = visit.context();
    if (MachineCertificates.exist(folder)) {
      return Background.start(
          "certificates", () -> MachineCertificates.read(context, machine(), folder));
    }
    // a root that asks for a passphrase must do so now, not between two progress lines
    RootAuthority root = context.roots().open();
    return Background.start(
        "certificates", () -> MachineCertificates.anew(context, machine(), folder, root));
  }

  /** Signs what the host asks for, and writes the client's files. */
  Issued issue(
      EngineConfiguration configuration,
      Background<ScriptResult> requesting,
      Background<MachineCertificates> opening,
      HostFacts host)
      throws InterruptedException {
    Deadline deadline = visit.deadline();
    return steps()
        .run(
            "Issuing certificates",
            () -> {
              ScriptResult early = requesting.get(deadline);
              // asked before openssl was installed, or while the disk was full: asked once more
              ScriptResult answer = early.exitCode() == 0 ? early : configuration.request(false);
              SigningRequest signing = configuration.signingRequest(answer);
              MachineCertificates certificates = opening.get(deadline);
              CertificateFacts client = certificates.writeClientFiles();
              String chain = configuration.serverChain(certificates, signing, host);
              return new Issued(client, certificates.ca(), chain);
            });
  }

  /** The end of a story: the engine answers over mutual TLS with what was issued. */
  Bootstrapped proven(HostLink link, Issued issued) throws IOException, InterruptedException {
    try {
      return new Bootstrapped(pinned(link), proof(issued));
    } catch (MachineFailure e) {
      throw e.kind() == FailureKind.UNAVAILABLE ? unreachable(e) : e;
    }
  }

  /** The engine, once it answers over mutual TLS with what was issued. */
  Engine proof(Issued issued) throws IOException, InterruptedException {
    Deadline patience = visit.deadline().atMost(ENGINE_ANSWER);
    return steps()
        .run(
            PROOF,
            () -> proof().await(issued.firstEnd(), patience, why -> steps().detail(PROOF, why)));
  }

  /** Waits until the engine answers with the certificates that there are. */
  Engine awaitEngine() throws IOException, InterruptedException {
    String expires = EngineProof.knownEnd(machine());
    return steps()
        .run(
            WAITING,
            () -> proof().await(expires, visit.deadline(), why -> steps().detail(WAITING, why)));
  }

  private EngineProof proof() throws IOException {
    EngineClient client = EngineClient.of(machine().requireAccess(), folder);
    return new EngineProof(visit.context(), machine(), client);
  }

  /** The engine runs, its init system says; so what is between us and it keeps us out. */
  private MachineFailure unreachable(MachineFailure e) {
    int port = machine().requireAccess().enginePort();
    return e.left("the engine is installed and runs on the host")
        .hint(
            "let this computer reach TCP port " + port + " of the host (firewall, security group)")
        .hint("jmachine doctor " + machine().name());
  }

  private HostAccess pinned(HostLink link) {
    HostAccess access = machine().requireAccess();
    return new HostAccess(
        link.pinnedEndpoint(),
        access.engineHost(),
        access.enginePort(),
        access.engineListenPort(),
        access.names());
  }
}
