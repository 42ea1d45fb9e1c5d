package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.engine.TlsTrouble;
import dev.jmachine.bootstrap.ssh.Fingerprints;
import dev.jmachine.bootstrap.ssh.HostKeyRefused;
import dev.jmachine.bootstrap.ssh.LoginRefused;
import dev.jmachine.bootstrap.ssh.RootRefused;
import dev.jmachine.bootstrap.ssh.ScriptResult;
import dev.jmachine.bootstrap.ssh.UnusableKey;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.tls.TlsFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;

/** The one place where what can go wrong on the way to an engine becomes words for the user. */
final class Failures {
  private static final int LOG_LINES = 15;

  private Failures() {}

  /** Whether asking again would give the same answer. */
  static boolean isFinal(IOException e) {
    return e instanceof HostKeyRefused || e instanceof UnusableKey;
  }

  static MachineFailure noLogin(Machine machine) {
    return MachineFailure.usage("machine \"" + machine.name() + "\" takes no SSH login")
        .because("its driver \"" + machine.spec().driver() + "\" knows only the engine's address");
  }

  /** A login that failed. */
  static MachineFailure of(IOException e, Machine machine, SshEndpoint endpoint) {
    String host = endpoint.host();
    return switch (e) {
      case HostKeyRefused refused -> hostKey(refused, machine, host);
      case LoginRefused refused ->
          MachineFailure.of(
                  FailureKind.CREDENTIALS, "cannot log in to " + endpoint.user() + "@" + host)
              .because(refused)
              .hint(
                  "add our public key to ~" + endpoint.user() + "/.ssh/authorized_keys on the host")
              .hint("ssh -v -p " + endpoint.port() + " " + endpoint.user() + "@" + host + " true");
      case UnusableKey unusable ->
          MachineFailure.check("cannot log in to " + host).because(unusable);
      case UnknownHostException unknown ->
          MachineFailure.of(FailureKind.NOT_FOUND, "cannot find the host " + host)
              .because("its name has no address", unknown);
      case RootRefused refused -> root(refused, host);
      default ->
          MachineFailure.of(
                  FailureKind.UNAVAILABLE,
                  "cannot reach " + host + " by SSH on port " + endpoint.port())
              .because(words(e), e);
    };
  }

  private static MachineFailure hostKey(HostKeyRefused e, Machine machine, String host) {
    String flag = "--" + machine.spec().driver() + "-host-key";
    if (e.pinned().isEmpty()) {
      return MachineFailure.of(FailureKind.TRUST, "the host key of " + host + " is not known")
          .because("it shows " + Fingerprints.describe(e.shown()), e)
          .hint(
              "compare with, on the host's console: ssh-keygen -lf"
                  + " /etc/ssh/ssh_host_ed25519_key.pub")
          .hint("then create the machine with " + flag + " " + Fingerprints.of(e.shown()));
    }
    return MachineFailure.of(FailureKind.TRUST, "the host key of " + host + " has changed")
        .because(e)
        .left("nothing was sent to that host")
        .hint(
            "someone may answer in its place; compare on the host's console: ssh-keygen -lf"
                + " /etc/ssh/ssh_host_ed25519_key.pub");
  }

  /** Numbered, to be pasted on the host. */
  static MachineFailure root(RootRefused e, String host) {
    String user = e.user();
    return MachineFailure.check("user \"" + user + "\" cannot become root on " + host)
        .because(
            "installing and configuring an engine needs root, and sudo said: " + e.getMessage(), e)
        .hint(
            "1. let it use sudo without a password; on the host: echo '"
                + user
                + " ALL=(ALL) NOPASSWD:ALL' | sudo tee /etc/sudoers.d/90-jmachine && sudo chmod 440"
                + " /etc/sudoers.d/90-jmachine")
        .hint("2. or log in as a user who can, or as root")
        .hint("3. then check: ssh " + user + "@" + host + " sudo -n true");
  }

  /** A script that ended with an error of its own. */
  static MachineFailure of(ScriptResult result, String what, Machine machine) {
    String detail = result.value("detail");
    MachineFailure failure =
        MachineFailure.failed(what)
            .because(detail.isEmpty() ? lastWords(result) : withLog(result, detail));
    String again = "jmachine provision " + machine.name();
    return switch (result.value("error")) {
      case "no_space" -> failure.hint("free space on the host, then " + again);
      case "version_not_found" -> failure.hint("give one of these with --engine-version");
      case "package_lock", "job_timeout", "cloud_init_timeout", "job_lost" -> failure.hint(again);
      case "daemon_json" -> failure.hint("correct the engine options, then " + again);
      case "engine_start" -> failure.left(restored(result)).hint("jmachine logs " + machine.name());
      case "packages" -> failure.hint(again).hint("choose another source with --engine-install");
      default -> failure;
    };
  }

  /** A job that failed on the host, with the end of its log. */
  static MachineFailure job(ScriptResult result, Machine machine) {
    MachineFailure failure = of(result, "cannot install the engine", machine);
    return result.log().isEmpty()
        ? failure
        : failure.because(
            String.valueOf(failure.reason()) + indented("; its log ends with", result.log()));
  }

  private static String indented(String before, List<String> lines) {
    StringBuilder text = new StringBuilder(before);
    lines
        .subList(Math.max(0, lines.size() - LOG_LINES), lines.size())
        .forEach(line -> text.append("\n    ").append(line));
    return text.toString();
  }

  private static String restored(ScriptResult result) {
    return switch (result.value("restored")) {
      case "yes" -> "the engine runs with its previous configuration";
      case "no" ->
          "the previous configuration is back, and the engine does not start with it either";
      default -> "the engine is stopped";
    };
  }

  private static String withLog(ScriptResult result, String detail) {
    String log = result.text("log");
    return log == null
        ? detail
        : detail + indented("; its log ends with", log.strip().lines().toList());
  }

  private static String lastWords(ScriptResult result) {
    String tail = result.logTail(3);
    return "exit code " + result.exitCode() + (tail.isEmpty() ? "" : ": " + tail);
  }

  /** Certificates that cannot be made or read. */
  static MachineFailure of(TlsFailure e) {
    FailureKind kind =
        switch (e.kind()) {
          case PASSPHRASE_NEEDED, WRONG_PASSPHRASE -> FailureKind.CREDENTIALS;
          case BAD_NAME -> FailureKind.USAGE;
          case DAMAGED, EXPOSED, EXPIRED, NOT_YET_VALID, BAD_REQUEST, UNTRUSTED ->
              FailureKind.TRUST;
          case STORAGE -> FailureKind.FAILED;
        };
    return MachineFailure.of(kind, "cannot make the machine's certificates")
        .because(e)
        .hint(e.hint());
  }

  /** An engine that did not prove itself. */
  static MachineFailure engine(IOException e, Machine machine) {
    HostAccess access = machine.requireAccess();
    TlsTrouble trouble = TlsTrouble.of(e);
    if (trouble != null) {
      return MachineFailure.of(
              FailureKind.TRUST, "the engine at " + access.engineUrl() + " is not trusted")
          .because(trouble.words(), e)
          .hint("jmachine doctor " + machine.name());
    }
    return MachineFailure.of(
            FailureKind.UNAVAILABLE, "the engine at " + access.engineUrl() + " does not answer")
        .because(words(e), e);
  }

  /** An exception in words, for the network's usual ones without Java's. */
  static String words(IOException e) {
    return switch (e) {
      case SocketTimeoutException _ -> "no answer";
      case ConnectException _ -> "connection refused";
      case UnknownHostException _ -> "its name has no address";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
