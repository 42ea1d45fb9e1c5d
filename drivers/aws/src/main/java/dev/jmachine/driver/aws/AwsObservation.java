package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.aws.api.Ec2Account;
import dev.jmachine.driver.aws.api.Ec2Connections;
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
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Asks about machines: one call for one, else one paged call for each region, side by side. */
final class AwsObservation {
  private final AwsAccounts accounts;
  private final Ec2Connections connections;
  private final CloudCalls calls;
  private final Deadline deadline;

  AwsObservation(
      AwsAccounts accounts, Ec2Connections connections, CloudCalls calls, Deadline deadline) {
    this.accounts = accounts;
    this.connections = connections;
    this.calls = calls;
    this.deadline = deadline;
  }

  Observed one(Machine machine) throws InterruptedException {
    Resource resource = Kind.instanceOf(machine);
    String id = resource == null ? null : resource.id();
    if (resource == null || id == null) {
      return new Observed.Gone();
    }
    Ec2Client ec2 = connections.of(accounts.of(resource));
    try {
      List<Instance> found =
          calls.retried(
              "look at instance " + id,
              deadline,
              () ->
                  ec2.describeInstances(r -> r.instanceIds(id)).reservations().stream()
                      .flatMap(reservation -> reservation.instances().stream())
                      .toList());
      return Instances.observed(machine, found.isEmpty() ? null : found.getFirst());
    } catch (MachineFailure failure) {
      if (NewlyMade.isUnknown(failure)) {
        return new Observed.Gone();
      }
      throw failure;
    }
  }

  Map<MachineName, Observed> all(List<Machine> machines) throws InterruptedException {
    Map<Ec2Account, List<Machine>> byAccount = new LinkedHashMap<>();
    Map<MachineName, Observed> answers = new ConcurrentHashMap<>();
    for (Machine machine : machines) {
      Ec2Account account = accounts.of(machine);
      if (account == null) {
        answers.put(machine.machineName(), new Observed.Gone());
      } else {
        byAccount.computeIfAbsent(account, _ -> new ArrayList<>()).add(machine);
      }
    }
    sideBySide(byAccount, answers);
    return new HashMap<>(answers);
  }

  /** A region that does not answer spoils only its own machines. */
  private void sideBySide(
      Map<Ec2Account, List<Machine>> byAccount, Map<MachineName, Observed> answers)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asked = new ArrayList<>();
      byAccount.forEach(
          (account, machines) ->
              asked.add(threads.submit(() -> answers.putAll(region(account, machines)), true)));
      for (Future<?> one : asked) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Map<MachineName, Observed> region(Ec2Account account, List<Machine> machines) {
    Map<MachineName, Observed> answers = new HashMap<>();
    try {
      Map<String, Instance> byId = new HashMap<>();
      OwnResources own = new OwnResources(connections.of(account), calls);
      own.instances(deadline).forEach(instance -> byId.put(instance.instanceId(), instance));
      machines.forEach(m -> answers.put(m.machineName(), Instances.observed(m, instance(m, byId))));
    } catch (MachineFailure failure) {
      Observed unreachable = new Observed.Unreachable(String.valueOf(failure.getMessage()));
      machines.forEach(m -> answers.put(m.machineName(), unreachable));
    } catch (InterruptedException e) {
      machines.forEach(m -> answers.put(m.machineName(), new Observed.TimedOut()));
    }
    return answers;
  }

  private static @Nullable Instance instance(Machine machine, Map<String, Instance> byId) {
    Resource resource = Kind.instanceOf(machine);
    String id = resource == null ? null : resource.id();
    return id == null ? null : byId.get(id);
  }
}
