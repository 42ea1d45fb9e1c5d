package dev.jmachine.cli.doctor;

import dev.jmachine.bootstrap.HostProbe;
import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.SshEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The host: its power, its host key, the login, the engine's process, the clock. */
final class HostFindings {
  private static final String DRIVER = "driver";
  private static final String HOST_KEY = "host key";
  private static final String LOGIN = "login";
  private static final String ENGINE = "engine";

  /** Certificates begin an hour back, so this much does no harm yet. */
  private static final Duration TOLERATED = Duration.ofMinutes(5);

  private HostFindings() {}

  static Finding state(Machine machine, String driver, Observed observed) {
    String start = "jmachine start " + machine.name();
    return switch (observed) {
      case Observed.Seen seen -> power(seen.state(), driver, start);
      case Observed.Gone _ ->
          Finding.broken(
              DRIVER, driver + " says that the host is gone", "jmachine rm " + machine.name());
      case Observed.TimedOut _ ->
          Finding.broken(DRIVER, driver + " gave no answer", "jmachine status " + machine.name());
      case Observed.Unreachable(String reason) ->
          Finding.broken(DRIVER, driver + ": " + reason, "jmachine status " + machine.name());
    };
  }

  private static Finding power(MachineState state, String driver, String start) {
    return switch (state) {
      case RUNNING -> Finding.ok(DRIVER, driver + " says Running");
      case STARTING -> Finding.warning(DRIVER, driver + " says Starting; look again soon");
      case PAUSED, STOPPING, STOPPED ->
          Finding.broken(DRIVER, driver + " says " + state.shown(), start);
    };
  }

  /** A login that worked. */
  static List<Finding> of(Machine machine, SshEndpoint endpoint, HostProbe probe) {
    String keys = endpoint.hostKeys().stream().map(HostKey::text).collect(Collectors.joining(", "));
    return List.of(
        Finding.ok(HOST_KEY, "the pinned one: " + keys),
        Finding.ok(
            LOGIN,
            endpoint.user()
                + " at "
                + endpoint.host()
                + " port "
                + endpoint.port()
                + ", "
                + probe.host().os().name()),
        engine(machine, probe.host().engine()),
        clock(machine, probe.clockSkew()));
  }

  /** A login that failed. */
  static List<Finding> of(Machine machine, MachineFailure failure) {
    Finding rest = Finding.unknown(ENGINE, "cannot be looked at without a login");
    FailureKind kind = failure.kind();
    if (kind == FailureKind.TRUST) {
      return List.of(
          Finding.broken(HOST_KEY, failure, "jmachine ssh " + machine.name() + " -v true"),
          Finding.unknown(LOGIN, "not tried: nothing is sent to a host that is not trusted"),
          rest);
    }
    Finding key =
        kind == FailureKind.CREDENTIALS
            ? Finding.ok(HOST_KEY, "the pinned one")
            : Finding.unknown(HOST_KEY, "the host showed none");
    return List.of(
        key, Finding.broken(LOGIN, failure, "jmachine ssh " + machine.name() + " -v true"), rest);
  }

  private static Finding engine(Machine machine, HostFacts.EngineFacts engine) {
    if (!engine.present()) {
      return Finding.broken(
          ENGINE, "none is installed on the host", "jmachine provision " + machine.name());
    }
    if (!engine.state().equals("active")) {
      return Finding.broken(
          ENGINE,
          "installed, but its service is " + engine.state(),
          "jmachine logs " + machine.name(),
          "jmachine provision " + machine.name());
    }
    return Finding.ok(
        ENGINE,
        "version " + engine.version() + " runs, with " + engine.containers() + " containers");
  }

  private static Finding clock(Machine machine, Duration skew) {
    String off = skew.abs().toSeconds() + " s " + (skew.isNegative() ? "slow" : "fast");
    if (skew.abs().compareTo(TOLERATED) > 0) {
      return Finding.broken(
          "clock",
          "the host's clock is " + off,
          "jmachine provision " + machine.name(),
          "jmachine ssh " + machine.name() + " sudo timedatectl set-ntp true");
    }
    return Finding.ok("clock", skew.abs().toSeconds() < 2 ? "right" : off);
  }
}
