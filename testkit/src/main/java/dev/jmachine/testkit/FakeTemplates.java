package dev.jmachine.testkit;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.Template;
import dev.jmachine.core.driver.Templates;
import dev.jmachine.core.driver.WarmHost;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Templates in memory; a host that is resumed is one of the fake cloud's. */
public final class FakeTemplates {
  private static final Template ONLY =
      new Template("00c0ffee", "2026-01-01T00:00:00Z", 450_000_000, true, List.of(), Map.of());

  private Templates.Readiness readiness = Templates.Readiness.READY;
  private boolean damaged;
  private int admitted;
  private int settled;
  private final List<Path> announced = new ArrayList<>();

  /** What every later call finds. */
  public FakeTemplates found(Templates.Readiness value) {
    readiness = value;
    return this;
  }

  /** Lets every later resume fail. */
  public FakeTemplates damaged() {
    damaged = true;
    return this;
  }

  /** How many hosts had their ports opened. */
  public int admitted() {
    return admitted;
  }

  /** How many of them were left to themselves. */
  public int settled() {
    return settled;
  }

  /** Folders that parked machines were said to move to. */
  public List<Path> announced() {
    return List.copyOf(announced);
  }

  /** These templates as those of a driver. */
  Templates of(Driver driver, FakeCloud cloud) {
    return new Templates() {
      @Override
      public Readiness readiness(OptionValues options) {
        return readiness;
      }

      @Override
      public void awaitBuild(OptionValues options, Steps steps, Deadline deadline) {
        readiness = Readiness.READY;
      }

      @Override
      public Template build(OptionValues options, Steps steps, Deadline deadline) {
        readiness = Readiness.READY;
        return ONLY;
      }

      @Override
      public List<Template> list() {
        return readiness == Readiness.READY ? List.of(ONLY) : List.of();
      }

      @Override
      public void remove(String id, Steps steps) {
        if (!id.equals(ONLY.id())) {
          throw MachineFailure.of(FailureKind.NOT_FOUND, "there is no template " + id);
        }
        readiness = Readiness.MISSING;
      }

      @Override
      public List<String> sweep() {
        return List.of();
      }

      @Override
      public Optional<WarmHost> resume(CreateRequest request)
          throws IOException, InterruptedException {
        return resumed(request, driver);
      }

      @Override
      public void park(Machine machine, Deadline deadline) {
        cloud.setStateOf(machine.uid(), MachineState.PAUSED);
      }

      @Override
      public void announceMove(Machine machine, Path folder) {
        announced.add(folder);
      }

      @Override
      public void unpark(Machine machine, Deadline deadline) {
        if (damaged) {
          throw MachineFailure.of(FailureKind.UNAVAILABLE, "it does not wake");
        }
        cloud.setStateOf(machine.uid(), MachineState.RUNNING);
      }
    };
  }

  private Optional<WarmHost> resumed(CreateRequest request, Driver driver)
      throws IOException, InterruptedException {
    HostAccess access = driver.create(request);
    if (damaged) {
      throw MachineFailure.of(FailureKind.UNAVAILABLE, "the template does not load")
          .because("its file is damaged");
    }
    return Optional.of(new Host(access));
  }

  /** A host whose programs all succeed and print nothing. */
  private final class Host implements WarmHost {
    private final HostAccess access;
    private @Nullable HostAccess opened;

    private Host(HostAccess access) {
      this.access = access;
    }

    @Override
    public HostAccess access() {
      return access;
    }

    @Override
    public Ran run(String program, Deadline deadline) {
      return new Ran(0, List.of());
    }

    @Override
    public HostAccess admit(Deadline deadline) {
      if (opened != null) {
        throw new IllegalStateException("admitted twice");
      }
      admitted++;
      opened = access;
      return access;
    }

    @Override
    public void settle(Deadline deadline) {
      if (opened == null) {
        throw new IllegalStateException("not admitted yet");
      }
      settled++;
    }

    @Override
    public void close() {}
  }
}
