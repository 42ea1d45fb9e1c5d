package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Duration;
import com.google.cloud.compute.v1.Scheduling;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When and why Compute Engine itself may end an instance. */
final class GoogleScheduling {
  /** The shortest and the longest time to run that it takes ("Limit the run time of a VM"). */
  private static final long LEAST = 30;

  private static final long MOST = java.time.Duration.ofDays(120).toSeconds();

  private GoogleScheduling() {}

  static Scheduling of(
      GoogleSettings settings, boolean spot, @Nullable Instant expires, Instant now) {
    Scheduling.Builder scheduling = Scheduling.newBuilder();
    String policy = settings.text(GoogleOptions.MAINTENANCE);
    if (spot) {
      scheduling
          .setProvisioningModel("SPOT")
          .setAutomaticRestart(false)
          .setInstanceTerminationAction("STOP");
    }
    if (spot || settings.text(GoogleOptions.ACCELERATOR) != null) {
      scheduling.setOnHostMaintenance("TERMINATE");
    } else if (policy != null) {
      scheduling.setOnHostMaintenance(policy);
    }
    if (expires != null && seconds(expires, now) <= MOST) {
      limit(scheduling, expires, now);
    }
    return scheduling.build();
  }

  private static long seconds(Instant expires, Instant now) {
    return Math.max(LEAST, java.time.Duration.between(now, expires).toSeconds());
  }

  /** Ends the instance, with its disk, so long after its next start. */
  private static void limit(Scheduling.Builder scheduling, Instant expires, Instant now) {
    scheduling
        .setMaxRunDuration(Duration.newBuilder().setSeconds(seconds(expires, now)))
        .setInstanceTerminationAction("DELETE");
  }

  /**
   * The same scheduling with another end. What is left out of a call stays as it was, and the SDK
   * can't send the null that takes a limit away; so "never" is the longest one, with a stop in
   * place of the deletion.
   */
  static Scheduling moved(Scheduling before, @Nullable Instant expires, Instant now) {
    Scheduling.Builder scheduling = before.toBuilder();
    if (expires != null && seconds(expires, now) <= MOST) {
      limit(scheduling, expires, now);
    } else if (before.hasMaxRunDuration()) {
      scheduling
          .setMaxRunDuration(Duration.newBuilder().setSeconds(MOST))
          .setInstanceTerminationAction("STOP");
    }
    return scheduling.build();
  }
}
