package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Image;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.MachineType;
import dev.jmachine.core.cloud.CallerAddress;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.cloud.Ingress;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks up what a create needs to know. Changes nothing. */
final class Lookups {
  private final Compute compute;
  private final CloudCalls calls;
  private final Deadline deadline;

  Lookups(Compute compute, CloudCalls calls, Deadline deadline) {
    this.compute = compute;
    this.calls = calls;
    this.deadline = deadline;
  }

  Choices choose(GoogleSettings settings) throws InterruptedException {
    List<Launch> launches = Launch.all(settings);
    Map<String, String> architectures = architectures(launches);
    NetworkChoice network = new NetworkChoice(compute, calls, deadline, settings);
    NetworkChoice.Found found = network.find();
    return new Choices(
        images(settings, architectures),
        architectures,
        launches,
        found.network(),
        found.subnetwork(),
        network.address(),
        ingress(settings));
  }

  /** For an instance that is there already: who may connect to it, and in which network it is. */
  Choices ofExisting(GoogleSettings settings, InstanceId id) throws InterruptedException {
    Instance there = Takeover.find(compute, calls, id, deadline);
    String network = there.getNetworkInterfaces(0).getNetwork();
    String project = Place.project(network, compute.account().project());
    return new Choices(
        Map.of(),
        Map.of(),
        List.of(),
        "projects/" + project + "/global/networks/" + Place.last(network),
        null,
        null,
        ingress(settings));
  }

  private Map<String, Image> images(GoogleSettings settings, Map<String, String> architectures)
      throws InterruptedException {
    ImageChoice chooser = new ImageChoice(compute, calls, deadline, settings);
    Map<String, Image> images = new LinkedHashMap<>();
    for (var type : architectures.entrySet()) {
      if (!images.containsKey(type.getValue())) {
        images.put(type.getValue(), chooser.newest(type.getValue(), type.getKey()));
      }
    }
    return images;
  }

  /** Each type in each zone: not every zone has every type. */
  private Map<String, String> architectures(List<Launch> launches) throws InterruptedException {
    Map<String, String> all = new TreeMap<>();
    for (Launch launch : new LinkedHashSet<>(launches.stream().map(Lookups::place).toList())) {
      all.put(launch.type(), architecture(launch));
    }
    return all;
  }

  private static Launch place(Launch launch) {
    return new Launch(launch.zone(), launch.type(), false);
  }

  private String architecture(Launch launch) throws InterruptedException {
    try {
      MachineType type =
          calls.retried(
              "find machine type " + launch.type() + " in " + launch.zone(),
              deadline,
              () -> compute.catalog().machineType(launch.zone(), launch.type()));
      return type.getArchitecture().isEmpty() ? "X86_64" : type.getArchitecture();
    } catch (MachineFailure failure) {
      throw advised(launch, failure);
    }
  }

  /** The zone is named by no other call, so this one tells of a zone that there is not. */
  private static MachineFailure advised(Launch launch, MachineFailure failure) {
    if (failure.kind() == FailureKind.NOT_FOUND) {
      return failure
          .hint("gcloud compute machine-types list --zones=" + launch.zone())
          .hint("--" + GoogleOptions.TYPE + " with one of them");
    }
    return failure.kind() == FailureKind.INVALID
        ? failure
            .hint("gcloud compute zones list")
            .hint("--" + GoogleOptions.ZONE + " with one of them")
        : failure;
  }

  private Ingress ingress(GoogleSettings settings) throws InterruptedException {
    return settings.ownRule()
        ? ofFourBytes(
            Ingress.of(
                GoogleOptions.INGRESS,
                settings.options(),
                settings.sshPort(),
                () -> caller(settings)))
        : Ingress.NONE;
  }

  /** A rule holds ranges of one kind, and the instances' addresses are IPv4. */
  private static Ingress ofFourBytes(Ingress ingress) {
    for (String source : ingress.sources()) {
      if (source.contains(":")) {
        throw MachineFailure.usage("no machine can be reached from " + source)
            .because("instances have IPv4 addresses here, and that is a range of IPv6")
            .hint("--" + GoogleOptions.ALLOW + " ADDRESS/32 with your IPv4 address")
            .see("docs/drivers/google.md#who-may-connect");
      }
    }
    return ingress;
  }

  private List<String> caller(GoogleSettings settings) throws InterruptedException {
    if (settings.internally()) {
      return CallerAddress.ofThePrivate(GoogleOptions.INGRESS);
    }
    String url = settings.options().require(GoogleOptions.CHECK_IP);
    return List.of(
        calls.once(
            "learn this computer's address",
            () -> CallerAddress.ofThePublic(GoogleOptions.INGRESS, url)));
  }
}
