package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.GuestAttributes;
import com.google.cloud.compute.v1.GuestAttributesEntry;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostKey;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The host keys that the guest publishes at each boot: Google's guest environment, and cloud-init,
 * write them to the guest attributes below {@code hostkeys/}, which Compute Engine shows to whoever
 * may read the instance ("Storing host keys by enabling guest attributes"). So they are known
 * before the first connection, and nothing secret was sent.
 */
final class HostKeys {
  private static final String PATH = "hostkeys/";
  private static final String TITLE = "Waiting for the host's keys";

  /** A boot takes half a minute. */
  private static final Duration BOOT = Duration.ofMinutes(5);

  private final Compute compute;
  private final CloudCalls calls;
  private final Steps steps;

  HostKeys(Compute compute, CloudCalls calls, Steps steps) {
    this.compute = compute;
    this.calls = calls;
    this.steps = steps;
  }

  /** Those of an instance that boots. */
  List<HostKey> published(InstanceId id, Deadline deadline) throws InterruptedException {
    Deadline end = deadline.atMost(BOOT);
    return Await.with(calls.pause(), Backoff.STARTING)
        .reporting(reason -> steps.detail(TITLE, reason))
        .until(TITLE, deadline, () -> look(id, end));
  }

  private Attempt<List<HostKey>> look(InstanceId id, Deadline end) throws InterruptedException {
    List<HostKey> keys = now(id);
    if (!keys.isEmpty()) {
      return Attempt.ready(keys);
    }
    if (end.passed()) {
      throw unpublished(id);
    }
    return Attempt.notYet("the guest has not published them yet");
  }

  /** Those that are published now; empty for none. */
  List<HostKey> now(InstanceId id) throws InterruptedException {
    try {
      return keys(
          calls.once(
              "read the host keys of instance " + id,
              () -> compute.instances().guestAttributes(id.zone(), id.name(), PATH)));
    } catch (MachineFailure failure) {
      if (failure.kind() == FailureKind.NOT_FOUND) {
        return List.of();
      }
      throw failure;
    }
  }

  private static List<HostKey> keys(GuestAttributes attributes) {
    List<HostKey> keys = new ArrayList<>();
    for (GuestAttributesEntry entry : attributes.getQueryValue().getItemsList()) {
      keys.add(new HostKey(entry.getKey().strip() + " " + entry.getValue().strip()));
    }
    return keys;
  }

  private static MachineFailure unpublished(InstanceId id) {
    return MachineFailure.failed("cannot learn the host keys of instance " + id)
        .because("its guest has published none in " + BOOT.toMinutes() + " minutes")
        .hint("--" + GoogleOptions.HOST_KEYS + " cloud-init, where the image has cloud-init")
        .see("docs/drivers/google.md#the-host-key");
  }
}
