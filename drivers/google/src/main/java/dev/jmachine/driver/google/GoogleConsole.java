package dev.jmachine.driver.google;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.driver.google.api.Compute;
import java.util.List;

/** The end of an instance's first serial port. */
final class GoogleConsole {
  private final Compute compute;
  private final CloudCalls calls;

  GoogleConsole(Compute compute, CloudCalls calls) {
    this.compute = compute;
    this.calls = calls;
  }

  /** Empty where there is nothing yet: it is read only where something else has failed already. */
  List<String> tail(InstanceId id, int lines) throws InterruptedException {
    try {
      String text =
          calls.once(
              "read the console of instance " + id,
              () -> compute.instances().console(id.zone(), id.name()));
      List<String> all = text.strip().lines().toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (MachineFailure failure) {
      return List.of();
    }
  }
}
