package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Firewall;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.InstancesSetLabelsRequest;
import com.google.cloud.compute.v1.Operation;
import com.google.cloud.compute.v1.Scheduling;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.driver.MachineState;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import dev.jmachine.driver.google.api.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which a machine should be gone: in what marks its resources, and as the time that
 * Compute Engine lets the instance run. The latter can be changed while the instance is stopped and
 * at no other time (API reference, instances.setScheduling).
 */
final class GoogleExpiry {
  private final CloudCalls calls;
  private final Deadline deadline;
  private final Machine machine;
  private final @Nullable Instant expires;
  private final Instant now;

  /**
   * A move.
   *
   * @param expires null for never
   */
  GoogleExpiry(
      CloudCalls calls,
      Deadline deadline,
      Machine machine,
      @Nullable Instant expires,
      Instant now) {
    this.calls = calls;
    this.deadline = deadline;
    this.machine = machine;
    this.expires = expires;
    this.now = now;
  }

  /** Of a firewall rule: in its description. */
  void ofFirewall(Compute compute, Resource resource) throws InterruptedException {
    String name = resource.token();
    Firewall rule =
        NewlyMade.visible(
            calls, "look at firewall rule " + name, deadline, () -> compute.firewalls().get(name));
    Map<String, String> tags = GoogleTags.read(rule.getDescription());
    tags.remove(GoogleTags.OURS.expires());
    if (expires != null) {
      tags.put(GoogleTags.OURS.expires(), expires.toString());
    }
    Firewall change = Firewall.newBuilder().setDescription(GoogleTags.description(tags)).build();
    String what = "mark firewall rule " + name + " with its expiry";
    Operation operation =
        calls.retried(what, deadline, () -> compute.firewalls().patch(name, change));
    new Waiting(compute, calls).global(what, operation, deadline);
  }

  /**
   * Of an instance: the label, then the limit.
   *
   * @throws MachineFailure CONFLICT where it runs and would be ended before the new moment
   */
  void ofInstance(Compute compute, Resource resource) throws InterruptedException {
    InstanceId id = InstanceId.of(resource);
    Instance instance =
        new InstanceChange(compute, calls, id, deadline.atMost(NewlyMade.GRACE), deadline)
            .make(
                "label instance " + id + " with its expiry",
                there -> labelling(compute, id, there));
    Scheduling before = instance.getScheduling();
    if (States.of(instance) == MachineState.STOPPED) {
      Scheduling moved = GoogleScheduling.moved(before, expires, now);
      limit(compute, id, moved);
    } else if (before.hasMaxRunDuration() && endsBefore(instance)) {
      throw limited(id);
    }
  }

  private CloudCalls.@Nullable Call<Operation> labelling(
      Compute compute, InstanceId id, Instance instance) {
    Map<String, String> labels = new TreeMap<>(instance.getLabelsMap());
    labels.remove(GoogleTags.OURS.expires());
    if (expires != null) {
      labels.put(GoogleTags.OURS.expires(), GoogleTags.label(expires));
    }
    InstancesSetLabelsRequest request =
        InstancesSetLabelsRequest.newBuilder()
            .setLabelFingerprint(instance.getLabelFingerprint())
            .putAllLabels(labels)
            .build();
    return labels.equals(instance.getLabelsMap())
        ? null
        : () -> compute.instances().setLabels(id.zone(), id.name(), request);
  }

  private void limit(Compute compute, InstanceId id, Scheduling moved) throws InterruptedException {
    String what = "limit the time of instance " + id;
    Operation operation =
        calls.retried(
            what, deadline, () -> compute.instances().setScheduling(id.zone(), id.name(), moved));
    new Waiting(compute, calls).inZone(what, id.zone(), operation, deadline);
  }

  /** Whether Compute Engine ends it sooner: so long after its last start. */
  private boolean endsBefore(Instance instance) {
    Instant end = end(instance);
    return expires == null || end == null || end.isBefore(expires.minusSeconds(1));
  }

  private static @Nullable Instant end(Instance instance) {
    try {
      return OffsetDateTime.parse(instance.getLastStartTimestamp())
          .toInstant()
          .plus(Duration.ofSeconds(instance.getScheduling().getMaxRunDuration().getSeconds()));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private MachineFailure limited(InstanceId id) {
    String name = machine.name();
    return MachineFailure.of(
            FailureKind.CONFLICT, "cannot move the end of instance " + id + " while it runs")
        .because("Compute Engine ends it as it was told at its start; record and label are moved")
        .hint("jmachine stop " + name + " && jmachine start " + name)
        .see("docs/drivers/google.md#time-to-live");
  }
}
