package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.host.DockerRepository;
import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.bootstrap.host.OpenPgpKey;
import dev.jmachine.bootstrap.host.OsFamily;
import dev.jmachine.bootstrap.host.Scripts;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.EngineInstall;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gets an engine onto a host that has none, from where the user said. What can outlive a broken
 * connection runs as a job on the host (job.sh) and is found again.
 */
final class EngineInstallation {
  private static final String INSTALLING = "Installing engine";
  private static final Duration CLOUD_INIT = Duration.ofMinutes(10);
  private static final Duration PACKAGE_LOCK = Duration.ofMinutes(10);

  private final BootstrapContext context;
  private final HostLink link;
  private final Machine machine;
  private final Steps steps;
  private final Deadline deadline;

  EngineInstallation(
      BootstrapContext context, HostLink link, Machine machine, Steps steps, Deadline deadline) {
    this.context = context;
    this.link = link;
    this.machine = machine;
    this.steps = steps;
    this.deadline = deadline;
  }

  /** Waits for a host's own first set-up, which installs packages and would be in the way. */
  void awaitCloudInit(HostFacts host) throws InterruptedException {
    if (!"running".equals(host.cloudInit())) {
      return;
    }
    String title = "Waiting for cloud-init";
    steps.run(
        title,
        () -> {
          ScriptResult result =
              run(title, "wait-cloud-init", Map.of("JM_SECONDS", seconds(CLOUD_INIT)));
          check(result, "cloud-init does not end on the host");
          if ("error".equals(result.value("cloud_init"))) {
            steps.warn(
                "cloud-init ended with an error of its own; on the host: cloud-init status --long");
          }
        });
  }

  /** Installs an engine where there is none. Whether anything was installed. */
  boolean ensureEngine(HostFacts host) throws InterruptedException {
    if (host.engine().present()) {
      noteVersion(host);
      return false;
    }
    if (host.engine().snap()) {
      throw MachineFailure.check("the host's engine is a snap")
          .because("a snap's engine cannot be configured for TLS from outside it")
          .hint("on the host: sudo snap remove docker; then try again");
    }
    steps.run(INSTALLING, () -> install(host));
    return true;
  }

  /** Installs the openssl command where it is missing. */
  void ensureOpenssl(HostFacts host) throws InterruptedException {
    if (host.openssl()) {
      return;
    }
    steps.run(
        "Installing openssl",
        () ->
            job("install-openssl", packages(host, "install", "tools", null), "Installing openssl"));
  }

  /** Brings the engine's packages to the newest version that their repository has. */
  void upgrade(HostFacts host) throws InterruptedException {
    String title = "Upgrading engine";
    steps.run(title, () -> job("upgrade-engine", packages(host, "upgrade", "distro", null), title));
  }

  private EngineOptions options() {
    return machine.spec().engine();
  }

  private void noteVersion(HostFacts host) {
    String wanted = options().version();
    if (wanted != null && !host.engine().version().startsWith(wanted)) {
      steps.warn(
          "the host has engine "
              + host.engine().version()
              + ", not "
              + wanted
              + "; an engine that is there is never replaced");
    }
  }

  private void install(HostFacts host) throws IOException, InterruptedException {
    switch (options().source()) {
      case EngineInstall.None() -> throw noEngine();
      case EngineInstall.Script(String file) ->
          job("install-engine", userScript(file), "yes", INSTALLING);
      case EngineInstall.Distro() -> fromDistribution(host);
      case EngineInstall.Docker() -> fromDocker(host);
      case EngineInstall.Auto() -> fromEither(host);
    }
  }

  private static MachineFailure noEngine() {
    return MachineFailure.check("there is no engine on the host")
        .because("no dockerd was found, and --engine-install none installs nothing")
        .hint("leave --engine-install away, or install an engine on the host");
  }

  private void fromDistribution(HostFacts host) throws IOException, InterruptedException {
    job("install-engine", packages(host, "install", "distro", null), INSTALLING);
  }

  private void fromDocker(HostFacts host) throws IOException, InterruptedException {
    DockerRepository repository =
        DockerRepository.of(host.os()).orElseThrow(() -> noRepository(host));
    ScriptResult probe = probe(repository);
    check(probe, "Docker's package repository does not answer for " + host.os().name());
    install(host, repository, verifiedKey(repository, probe));
  }

  private void fromEither(HostFacts host) throws IOException, InterruptedException {
    Optional<DockerRepository> repository = DockerRepository.of(host.os());
    if (repository.isPresent()) {
      ScriptResult probe = probe(repository.get());
      if (probe.exitCode() == 0) {
        install(host, repository.get(), verifiedKey(repository.get(), probe));
        return;
      }
      steps.note(
          "Docker's package repository does not answer the host ("
              + probe.value("detail")
              + "): taking the distribution's engine");
    }
    fromDistribution(host);
  }

  private ScriptResult probe(DockerRepository repository) throws IOException, InterruptedException {
    steps.detail(INSTALLING, "asking Docker's package repository");
    return run(
        INSTALLING,
        "probe-docker-repository",
        Map.of("JM_PROBE_URL", repository.probe(), "JM_KEY_URL", repository.key()));
  }

  /** The key file, after its fingerprint was compared with the pinned one. */
  private static String verifiedKey(DockerRepository repository, ScriptResult probe) {
    byte[] key = Base64.getDecoder().decode(probe.value("key"));
    try {
      List<String> shown = OpenPgpKey.fingerprints(key);
      if (!shown.equals(List.of(repository.fingerprint()))) {
        throw wrongKey(repository, "its fingerprint is " + String.join(", ", shown));
      }
    } catch (IOException e) {
      throw wrongKey(repository, String.valueOf(e.getMessage()));
    }
    return new String(key, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static MachineFailure wrongKey(DockerRepository repository, String why) {
    return MachineFailure.of(
            FailureKind.TRUST, "the signing key of Docker's package repository is refused")
        .because(repository.key() + ": " + why + ", not " + repository.fingerprint())
        .left("nothing was installed")
        .hint("take the distribution's engine: --engine-install distro");
  }

  private void install(HostFacts host, DockerRepository repository, String key)
      throws IOException, InterruptedException {
    Map<String, String> from =
        Map.of("JM_REPOSITORY", repository.base(), "JM_SUITE", repository.suite(), "JM_KEY", key);
    job("install-engine", packages(host, "install", "docker", from), INSTALLING);
  }

  private static MachineFailure noRepository(HostFacts host) {
    return MachineFailure.check("Docker has no package repository for " + host.os().name())
        .hint("take the distribution's engine: --engine-install distro");
  }

  private String packages(
      HostFacts host, String action, String source, @Nullable Map<String, String> repository) {
    Map<String, String> values = new java.util.TreeMap<>();
    values.put("JM_FAMILY", scriptName(host));
    values.put("JM_ACTION", action);
    values.put("JM_SOURCE", source);
    values.put("JM_VERSION", Optional.ofNullable(options().version()).orElse(""));
    values.put("JM_LOCK_SECONDS", seconds(PACKAGE_LOCK));
    values.putAll(repository == null ? Map.of() : repository);
    return "#!/bin/sh\n" + Scripts.of("install-engine", values).text();
  }

  private static String scriptName(HostFacts host) {
    return host.os()
        .family()
        .filter(family -> family != OsFamily.FLATCAR)
        .map(OsFamily::scriptName)
        .orElseThrow(() -> unsupported(host));
  }

  private static MachineFailure unsupported(HostFacts host) {
    return MachineFailure.check("cannot install an engine on " + host.os().name())
        .because(
            "its os-release says ID="
                + host.os().id()
                + ", ID_LIKE="
                + host.os().like()
                + "; supported are "
                + OsFamily.supported())
        .hint("give a script that installs one: --engine-install script:FILE");
  }

  private static String userScript(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw MachineFailure.usage("cannot read the script " + file).because(e);
    }
  }

  private void job(String name, String worker, String title)
      throws IOException, InterruptedException {
    job(name, worker, "no", title);
  }

  private void job(String name, String worker, String plain, String title)
      throws IOException, InterruptedException {
    byte[] token = new byte[12];
    context.random().nextBytes(token);
    ScriptResult result =
        run(
            title,
            "job",
            Map.of(
                "JM_JOB", name,
                "JM_TOKEN", HexFormat.of().formatHex(token),
                "JM_WORKER", worker,
                "JM_PLAIN", plain,
                "JM_SECONDS", String.valueOf(Math.max(1, deadline.left().toSeconds() - 5))));
    if (!"0".equals(result.value("job_exit"))) {
      throw Failures.job(result, machine);
    }
  }

  private ScriptResult run(String title, String script, Map<String, String> values)
      throws IOException, InterruptedException {
    return link.run(Scripts.of(script, values), deadline, line -> steps.detail(title, line));
  }

  private void check(ScriptResult result, String what) {
    if (result.exitCode() != 0) {
      throw Failures.of(result, what, machine);
    }
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toSeconds());
  }
}
