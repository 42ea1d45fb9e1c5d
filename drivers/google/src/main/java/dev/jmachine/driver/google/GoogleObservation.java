package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Instance;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import dev.jmachine.driver.google.api.ComputeConnections;
import dev.jmachine.driver.google.api.GoogleAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Asks about machines: one call for one, else one paged call for each project, side by side. */
final class GoogleObservation {
  private final GoogleAccounts accounts;
  private final ComputeConnections connections;
  private final CloudCalls calls;
  private final Deadline deadline;

  GoogleObservation(
      GoogleAccounts accounts,
      ComputeConnections connections,
      CloudCalls calls,
      Deadline deadline) {
    this.accounts = accounts;
    this.connections = connections;
    this.calls = calls;
    this.deadline = deadline;
  }

  Observed one(Machine machine) throws InterruptedException {
    Resource resource = Kind.instanceOf(machine);
    if (resource == null || resource.id() == null) {
      return new Observed.Gone();
    }
    InstanceId id = InstanceId.of(resource);
    Compute compute = connections.of(accounts.of(resource));
    try {
      return States.observed(
          machine,
          calls.retried(
              "look at instance " + id,
              deadline,
              () -> compute.instances().get(id.zone(), id.name())));
    } catch (MachineFailure failure) {
      if (failure.kind() == FailureKind.NOT_FOUND) {
        return new Observed.Gone();
      }
      throw failure;
    }
  }

  Map<MachineName, Observed> all(List<Machine> machines) throws InterruptedException {
    Map<GoogleAccount, List<Machine>> byAccount = new LinkedHashMap<>();
    Map<MachineName, Observed> answers = new ConcurrentHashMap<>();
    for (Machine machine : machines) {
      GoogleAccount account = accounts.of(machine);
      if (account == null) {
        answers.put(machine.machineName(), new Observed.Gone());
      } else {
        byAccount.computeIfAbsent(account, _ -> new ArrayList<>()).add(machine);
      }
    }
    sideBySide(byAccount, answers);
    return new HashMap<>(answers);
  }

  /** A project that does not answer spoils only its own machines. */
  private void sideBySide(
      Map<GoogleAccount, List<Machine>> byAccount, Map<MachineName, Observed> answers)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asked = new ArrayList<>();
      byAccount.forEach(
          (account, machines) ->
              asked.add(threads.submit(() -> answers.putAll(project(account, machines)), true)));
      for (Future<?> one : asked) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Map<MachineName, Observed> project(GoogleAccount account, List<Machine> machines) {
    Map<MachineName, Observed> answers = new HashMap<>();
    try {
      OwnResources.Listed listed =
          new OwnResources(connections.of(account), calls, deadline).instances();
      Map<InstanceId, Instance> byId = new HashMap<>();
      listed.instances().forEach(i -> byId.put(id(i), i));
      for (Machine machine : machines) {
        answers.put(machine.machineName(), answer(machine, listed, byId));
      }
    } catch (MachineFailure failure) {
      Observed unreachable = new Observed.Unreachable(String.valueOf(failure.getMessage()));
      machines.forEach(m -> answers.put(m.machineName(), unreachable));
    } catch (InterruptedException e) {
      machines.forEach(m -> answers.put(m.machineName(), new Observed.TimedOut()));
    }
    return answers;
  }

  private static InstanceId id(Instance instance) {
    return new InstanceId(Place.last(instance.getZone()), instance.getName());
  }

  /** An instance that was there before has no label of ours, and is asked for by itself. */
  private Observed answer(
      Machine machine, OwnResources.Listed listed, Map<InstanceId, Instance> byId)
      throws InterruptedException {
    @Nullable Resource resource = Kind.instanceOf(machine);
    if (resource == null || resource.id() == null) {
      return new Observed.Gone();
    }
    if (resource.kind().equals(Kind.LOGIN)) {
      return one(machine);
    }
    InstanceId id = InstanceId.of(resource);
    return listed.silent().contains(id.zone())
        ? new Observed.Unreachable("zone " + id.zone() + " does not answer")
        : States.observed(machine, byId.get(id));
  }
}
