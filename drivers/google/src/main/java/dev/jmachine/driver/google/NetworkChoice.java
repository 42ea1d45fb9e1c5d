package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Address;
import com.google.cloud.compute.v1.Network;
import com.google.cloud.compute.v1.Subnetwork;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import org.jspecify.annotations.Nullable;

/** Finds network, subnetwork and reserved address. */
final class NetworkChoice {
  private final Compute compute;
  private final CloudCalls calls;
  private final Deadline deadline;
  private final GoogleSettings settings;
  private final String region;

  NetworkChoice(Compute compute, CloudCalls calls, Deadline deadline, GoogleSettings settings) {
    this.compute = compute;
    this.calls = calls;
    this.deadline = deadline;
    this.settings = settings;
    this.region = Place.region(settings.zone());
  }

  /**
   * Where the instance's card goes.
   *
   * @param network as "projects/P/global/networks/N"
   * @param subnetwork as "projects/P/regions/R/subnetworks/N"; null where Google may choose
   */
  record Found(String network, @Nullable String subnetwork) {}

  Found find() throws InterruptedException {
    String subnetwork = settings.text(GoogleOptions.SUBNETWORK);
    return subnetwork == null ? ofNetwork() : ofSubnetwork(subnetwork);
  }

  private Found ofSubnetwork(String given) throws InterruptedException {
    String project = Place.project(given, compute.account().project());
    String name = Place.last(given);
    Subnetwork found =
        found(
            "find subnetwork " + name + " in " + region,
            GoogleOptions.SUBNETWORK,
            () -> compute.catalog().subnetwork(project, region, name));
    return new Found(
        path(found.getNetwork(), project),
        "projects/" + project + "/regions/" + region + "/subnetworks/" + name);
  }

  private Found ofNetwork() throws InterruptedException {
    String given = settings.options().require(GoogleOptions.NETWORK);
    String project = Place.project(given, compute.account().project());
    String name = Place.last(given);
    Network found =
        found(
            "find network " + name,
            GoogleOptions.NETWORK,
            () -> compute.catalog().network(project, name));
    if (!found.getAutoCreateSubnetworks()) {
      throw MachineFailure.check("network " + name + " needs a subnetwork to be named")
          .because("it makes none by itself")
          .hint("--" + GoogleOptions.SUBNETWORK + " with one of region " + region)
          .see("docs/drivers/google.md#network");
    }
    return new Found(path(given, project), null);
  }

  private static String path(String network, String project) {
    return "projects/"
        + Place.project(network, project)
        + "/global/networks/"
        + Place.last(network);
  }

  /** The external address to be used: a literal one, or that of a reservation; null for any. */
  @Nullable String address() throws InterruptedException {
    String given = settings.text(GoogleOptions.ADDRESS);
    if (given == null || given.matches("[0-9.]+")) {
      return given;
    }
    Address found =
        found(
            "find address " + given + " in " + region,
            GoogleOptions.ADDRESS,
            () -> compute.catalog().address(region, given));
    return found.getAddress();
  }

  private <T> T found(String what, String option, CloudCalls.Call<T> call)
      throws InterruptedException {
    try {
      return calls.retried(what, deadline, call);
    } catch (MachineFailure failure) {
      throw failure.kind() == FailureKind.NOT_FOUND
          ? failure
              .hint("--" + option + " with one that there is")
              .see("docs/drivers/google.md#network")
          : failure;
    }
  }
}
