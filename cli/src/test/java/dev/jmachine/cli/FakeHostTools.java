package dev.jmachine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.bootstrap.HostLogs;
import dev.jmachine.bootstrap.HostProbe;
import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host that is well, unless told otherwise, and keeps what it was asked to run. */
public final class FakeHostTools implements HostTools {
  private final List<String> executed = new ArrayList<>();
  private @Nullable MachineFailure failure;
  private @Nullable String certificate;
  private Observed port = new Observed.Seen(MachineState.RUNNING, null);
  private String engineState = "active";
  private Duration skew = Duration.ZERO;

  /** Every login fails so. */
  public FakeHostTools failing(MachineFailure with) {
    failure = with;
    return this;
  }

  /** The host has this server certificate. */
  public FakeHostTools showing(String pem) {
    certificate = pem;
    return this;
  }

  /** The engine's service is in this state. */
  public FakeHostTools engine(String state) {
    engineState = state;
    return this;
  }

  /** The host's clock is ahead of ours. */
  public FakeHostTools ahead(Duration by) {
    skew = by;
    return this;
  }

  /** Connecting to the engine's port gives this. */
  public FakeHostTools port(Observed observed) {
    port = observed;
    return this;
  }

  /** The commands that were run, in order. */
  public List<String> executed() {
    return executed;
  }

  @Override
  public HostLogs logs(Machine machine, int lines, Steps steps, Deadline deadline) {
    login();
    return new HostLogs("engine, " + lines + " lines", "", "upgraded\n");
  }

  @Override
  public HostProbe probe(Machine machine, Steps steps, Deadline deadline) {
    login();
    return new HostProbe(
        new HostFacts(
            new HostFacts.Os("debian", "", "13", "trixie", "Debian 13", "x86_64"),
            new HostFacts.EngineFacts(
                "/usr/bin/dockerd", "28.2.2", "systemd", engineState, "", 3, false, false),
            new HostFacts.Files(null, null, null, null, certificate),
            0,
            "dev",
            List.of("192.0.2.1"),
            "done",
            true,
            false),
        skew);
  }

  @Override
  public Observed port(HostAccess access) {
    return port;
  }

  @Override
  public int exec(
      Machine machine,
      String command,
      InputStream in,
      OutputStream out,
      OutputStream err,
      Deadline deadline)
      throws IOException {
    login();
    executed.add(command);
    out.write("out ö\n".getBytes(UTF_8));
    err.write("err\n".getBytes(UTF_8));
    in.transferTo(out);
    return 7;
  }

  private void login() {
    if (failure != null) {
      throw failure;
    }
  }
}
