package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.blocking.Background;
import dev.jmachine.bootstrap.engine.EngineClient;
import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.bootstrap.host.Scripts;
import dev.jmachine.bootstrap.ssh.IdentityFile;
import dev.jmachine.bootstrap.ssh.RemoteShell;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.HostBootstrap;
import dev.jmachine.core.machine.Engine;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.tls.CertificateFacts;
import dev.jmachine.tls.PemFiles;
import dev.jmachine.tls.RootAuthority;
import dev.jmachine.tls.SigningRequest;
import dev.jmachine.tls.TlsFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stories of a host's engine: bootstrap, change of address, rotation of certificates, upgrade,
 * reboot. Each opens one SSH connection and ends only when the engine answered over mutual TLS.
 */
public final class EngineBootstrap implements HostBootstrap {
  private static final Duration ENGINE_ANSWER = Duration.ofMinutes(2);

  /** Inspection and signing request side by side, then the configuration: opened ahead. */
  private static final int SHELLS = 3;

  private static final String PROOF = "Asking the engine over TLS";

  private final BootstrapContext context;

  public EngineBootstrap(BootstrapContext context) {
    this.context = context;
  }

  @Override
  public SshKeyPair newSshKeyPair() {
    return IdentityFile.newPair();
  }

  @Override
  public Bootstrapped bootstrap(Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return told(
        () -> {
          Background<MachineCertificates> opening = certificates(machine, folder);
          try (HostLink link = connect(machine, steps, deadline)) {
            return converge(machine, folder, opening, link, steps, deadline);
          }
        });
  }

  private Bootstrapped converge(
      Machine machine,
      Path folder,
      Background<MachineCertificates> opening,
      HostLink link,
      Steps steps,
      Deadline deadline)
      throws IOException, InterruptedException {
    link.prepare(SHELLS);
    EngineConfiguration configuration = new EngineConfiguration(link, machine, steps, deadline);
    Background<ScriptResult> requesting =
        Background.start("signing request", () -> configuration.request(false));
    HostFacts found = inspect(machine, link, steps, deadline);
    HostFacts host = prepareHost(machine, found, link, steps, deadline);
    Issued issued = issue(configuration, requesting, opening, host, steps, deadline);
    steps.run(
        "Configuring engine",
        () ->
            configuration.apply(
                ConfigurationPlan.of(machine, host), issued.ca(), issued.chain(), false));
    return proven(machine, folder, link, issued.firstEnd(), steps, deadline);
  }

  /**
   * The certificates of one story.
   *
   * @param client of the client's
   * @param ca what the daemon trusts
   * @param chain what the daemon shows
   */
  private record Issued(CertificateFacts client, String ca, String chain) {
    /** The sooner end of the two, as the record keeps it. */
    String firstEnd() {
      Instant server = CertificateFacts.of(chain).notAfter();
      return (server.isBefore(client.notAfter()) ? server : client.notAfter()).toString();
    }
  }

  private static Issued issue(
      EngineConfiguration configuration,
      Background<ScriptResult> requesting,
      Background<MachineCertificates> opening,
      HostFacts host,
      Steps steps,
      Deadline deadline)
      throws InterruptedException {
    return steps.run(
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

  /** Everything that must be there before an engine can be configured. */
  private HostFacts prepareHost(
      Machine machine, HostFacts found, HostLink link, Steps steps, Deadline deadline)
      throws InterruptedException {
    EngineInstallation installation =
        new EngineInstallation(context, link, machine, steps, deadline);
    installation.awaitCloudInit(found);
    ClockCheck.run(link, found, context.clock(), steps, deadline);
    boolean installed = installation.ensureEngine(found);
    if (!installed) {
      installation.ensureOpenssl(found);
      return found;
    }
    HostFacts host = inspect(machine, link, steps, deadline);
    installation.ensureOpenssl(host);
    if (!host.engine().present()) {
      throw MachineFailure.failed("there is no engine on the host")
          .because("it was installed, but no dockerd is found")
          .hint("jmachine logs " + machine.name());
    }
    return host;
  }

  @Override
  public Bootstrapped readdress(Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return told(
        () -> {
          Engine engine = answering(machine, folder, steps, deadline);
          return engine == null
              ? reissue(machine, folder, steps, deadline)
              : new Bootstrapped(machine.requireAccess(), engine);
        });
  }

  /**
   * The engine, where it proves itself as it is; null where its certificate is not for this
   * address.
   */
  private @Nullable Engine answering(Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    EngineProof proof =
        new EngineProof(context, machine, EngineClient.of(machine.requireAccess(), folder));
    try {
      return steps.run(
          "Waiting for the engine",
          () ->
              proof.await(
                  expires(machine), deadline, why -> steps.detail("Waiting for the engine", why)));
    } catch (MachineFailure e) {
      if (e.kind() == FailureKind.TRUST) {
        return null;
      }
      throw e;
    }
  }

  private Bootstrapped reissue(Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    Background<MachineCertificates> opening = certificates(machine, folder);
    try (HostLink link = connect(machine, steps, deadline)) {
      link.prepare(SHELLS);
      EngineConfiguration configuration = new EngineConfiguration(link, machine, steps, deadline);
      Background<ScriptResult> requesting =
          Background.start("signing request", () -> configuration.request(false));
      HostFacts host = inspect(machine, link, steps, deadline);
      ClockCheck.run(link, host, context.clock(), steps, deadline);
      Issued issued = issue(configuration, requesting, opening, host, steps, deadline);
      steps.run(
          "Renewing the engine's certificate",
          () ->
              configuration.apply(
                  ConfigurationPlan.unchanged(host), issued.ca(), issued.chain(), false));
      return proven(machine, folder, link, issued.firstEnd(), steps, deadline);
    }
  }

  /**
   * Replaces the machine's authority, both keys and both certificates. Containers keep running
   * (live-restore; in a swarm they do not, and a warning says so), and clients of the old authority
   * are taken until the engine restarts the next time.
   */
  @Override
  public Bootstrapped regenerateCertificates(
      Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return told(
        () -> {
          try (HostLink link = connect(machine, steps, deadline)) {
            return rotate(machine, folder, link, steps, deadline);
          }
        });
  }

  private Bootstrapped rotate(
      Machine machine, Path folder, HostLink link, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    EngineConfiguration configuration = new EngineConfiguration(link, machine, steps, deadline);
    HostFacts host = inspect(machine, link, steps, deadline);
    ClockCheck.run(link, host, context.clock(), steps, deadline);
    if (host.engine().swarm()) {
      steps.warn(
          "the host is in a swarm, which forbids live-restore: its tasks restart with the engine");
    }
    SigningRequest signing = configuration.signingRequest(configuration.request(true));
    MachineCertificates fresh =
        MachineCertificates.anew(context, machine, folder, context.roots().open());
    String old = host.files().ca();
    String both = old == null ? fresh.ca() : fresh.caWith(old);
    String chain =
        fresh.authority().issueServer(signing, ServerNames.of(machine, host).all()).chainPem();
    steps.run(
        "Replacing certificates",
        () -> {
          PemFiles.writePrivate(folder.resolve("ca.pem"), both);
          return configuration.apply(ConfigurationPlan.of(machine, host), both, chain, true);
        });
    CertificateFacts client = fresh.writeClientFiles();
    Bootstrapped done =
        proven(
            machine,
            folder,
            link,
            new Issued(client, fresh.ca(), chain).firstEnd(),
            steps,
            deadline);
    link.run(Scripts.of("replace-ca", Map.of("JM_CA", fresh.ca())), deadline, line -> {});
    return done;
  }

  /** Upgrades the engine's packages; containers keep running. Ends with the newer engine proven. */
  @Override
  public Bootstrapped upgrade(Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return told(
        () -> {
          Background<MachineCertificates> opening = certificates(machine, folder);
          try (HostLink link = connect(machine, steps, deadline)) {
            HostFacts host = inspect(machine, link, steps, deadline);
            new EngineInstallation(context, link, machine, steps, deadline).upgrade(host);
            return converge(machine, folder, opening, link, steps, deadline);
          }
        });
  }

  /** Reads the ends of the host's logs over SSH. */
  public HostLogs logs(Machine machine, int lines, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    try (HostLink link = connect(machine, steps, deadline)) {
      Map<String, String> values =
          Map.of("JM_LINES", String.valueOf(lines), "JM_JOBS", "install-engine upgrade-engine");
      ScriptResult result = link.run(Scripts.of("engine-log", values), deadline, line -> {});
      if (result.exitCode() != 0) {
        throw Failures.of(result, "cannot read the host's logs", machine);
      }
      return new HostLogs(
          text(result, "engine"),
          text(result, "job_install_engine"),
          text(result, "job_upgrade_engine"));
    }
  }

  private static String text(ScriptResult result, String key) {
    String text = result.text(key);
    return text == null ? "" : text;
  }

  /**
   * Logs in and looks, once: a host that does not answer is a failure at once.
   *
   * @throws MachineFailure of kind CREDENTIALS, TRUST or UNAVAILABLE where the login fails
   */
  public HostProbe probe(Machine machine, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    try (HostLink link = HostLink.openOnce(context, machine, deadline)) {
      HostFacts host = inspect(machine, link, steps, deadline);
      return new HostProbe(host, ClockCheck.skew(host, context.clock()));
    }
  }

  /**
   * Opens a shell on the host for a command of the user's.
   *
   * @throws MachineFailure where the login fails
   */
  public RemoteShell shell(Machine machine, Deadline deadline) throws InterruptedException {
    return HostLink.openOnce(context, machine, deadline).shell();
  }

  @Override
  public Engine reboot(Machine machine, Path folder, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    return told(
        () -> {
          new HostReboot(context, machine, steps, deadline).run();
          EngineProof proof =
              new EngineProof(context, machine, EngineClient.of(machine.requireAccess(), folder));
          return steps.run(
              "Waiting for the engine",
              () ->
                  proof.await(
                      expires(machine),
                      deadline,
                      why -> steps.detail("Waiting for the engine", why)));
        });
  }

  @Override
  public Engine ask(Machine machine, Path folder, Duration timeout)
      throws IOException, InterruptedException {
    return told(
        () ->
            new EngineProof(context, machine, EngineClient.of(machine.requireAccess(), folder))
                .ask(expires(machine), context.in(timeout)));
  }

  private Bootstrapped proven(
      Machine machine,
      Path folder,
      HostLink link,
      @Nullable String expires,
      Steps steps,
      Deadline deadline)
      throws IOException, InterruptedException {
    EngineProof proof =
        new EngineProof(context, machine, EngineClient.of(machine.requireAccess(), folder));
    Engine engine =
        steps.run(
            PROOF,
            () -> {
              try {
                return proof.await(
                    expires, deadline.atMost(ENGINE_ANSWER), why -> steps.detail(PROOF, why));
              } catch (MachineFailure e) {
                throw e.kind() == FailureKind.UNAVAILABLE ? unreachable(e, machine) : e;
              }
            });
    return new Bootstrapped(pinned(machine.requireAccess(), link), engine);
  }

  /** The engine runs, its init system says; so what is between us and it keeps us out. */
  private static MachineFailure unreachable(MachineFailure e, Machine machine) {
    int port = machine.requireAccess().enginePort();
    return e.left("the engine is installed and runs on the host")
        .hint(
            "let this computer reach TCP port " + port + " of the host (firewall, security group)")
        .hint("jmachine doctor " + machine.name());
  }

  private static HostAccess pinned(HostAccess access, HostLink link) {
    return new HostAccess(
        link.pinnedEndpoint(),
        access.engineHost(),
        access.enginePort(),
        access.engineListenPort(),
        access.names());
  }

  private Background<MachineCertificates> certificates(Machine machine, Path folder)
      throws InterruptedException {
    // A root that asks for a passphrase must do so now, not between two progress lines.
    if (MachineCertificates.exist(folder)) {
      return Background.start(
          "certificates", () -> MachineCertificates.read(context, machine, folder));
    }
    RootAuthority root = context.roots().open();
    return Background.start(
        "certificates", () -> MachineCertificates.anew(context, machine, folder, root));
  }

  private HostLink connect(Machine machine, Steps steps, Deadline deadline)
      throws InterruptedException {
    String title = "Waiting for SSH";
    HostLink link =
        steps.run(
            title,
            () -> HostLink.open(context, machine, deadline, why -> steps.detail(title, why)));
    return link;
  }

  private HostFacts inspect(Machine machine, HostLink link, Steps steps, Deadline deadline)
      throws InterruptedException {
    return steps.run(
        "Inspecting host",
        () -> {
          ScriptResult result = link.run(Scripts.of("inspect", Map.of()), deadline, line -> {});
          if (result.exitCode() != 0) {
            throw Failures.of(result, "cannot inspect the host", machine);
          }
          return HostFacts.of(result);
        });
  }

  private static @Nullable String expires(Machine machine) {
    Engine engine = machine.engine();
    return engine == null ? null : engine.certificateExpires();
  }

  private interface Story<T> {
    T tell() throws IOException, InterruptedException;
  }

  /** What the parts throw, in words for the user. */
  private static <T> T told(Story<T> story) throws IOException, InterruptedException {
    try {
      return story.tell();
    } catch (TlsFailure e) {
      throw Failures.of(e);
    }
  }
}
