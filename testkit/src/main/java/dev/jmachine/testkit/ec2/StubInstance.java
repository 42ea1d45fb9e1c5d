package dev.jmachine.testkit.ec2;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An instance of the stub; changed under the region's lock alone. */
final class StubInstance {
  final String id;
  final Ec2Request launch;
  final String subnet;
  final List<String> groups;
  final Map<String, String> tags;
  String state = "pending";
  @Nullable String address;
  @Nullable String reason;

  /** From when on it can run, by {@link System#nanoTime}. */
  long bootedAt = System.nanoTime();

  /** How many more looks do not see it yet. */
  int unseen;

  /** How many more times its interface keeps its groups from being deleted. */
  int holds;

  StubInstance(String id, Ec2Request launch, String subnet, List<String> groups) {
    this.id = id;
    this.launch = launch;
    this.subnet = subnet;
    this.groups = groups;
    this.tags = launch.tags("instance");
  }

  boolean seen() {
    return unseen-- <= 0;
  }

  boolean isTerminated() {
    return state.equals("terminated");
  }

  /** What is on its way is there at the next look. */
  void settle() {
    state =
        switch (state) {
          case "pending" -> settled();
          case "stopping" -> "stopped";
          case "shutting-down" -> "terminated";
          default -> state;
        };
  }

  private String settled() {
    if (reason != null) {
      return "terminated";
    }
    return System.nanoTime() - bootedAt < 0 ? state : "running";
  }

  boolean passes(Map<String, List<String>> filters) throws Ec2Error {
    for (var filter : filters.entrySet()) {
      boolean passes =
          switch (filter.getKey()) {
            case "instance-id" -> filter.getValue().contains(id);
            case "client-token" -> filter.getValue().contains(launch.text("ClientToken"));
            case "instance-state-name" -> filter.getValue().contains(state);
            default -> Tagged.passes(filter.getKey(), filter.getValue(), tags);
          };
      if (!passes) {
        return false;
      }
    }
    return true;
  }

  void write(Xml xml) {
    xml.text("instanceId", id).text("imageId", launch.text("ImageId"));
    xml.open("instanceState").text("code", code()).text("name", state).close("instanceState");
    xml.text("instanceType", launch.text("InstanceType"));
    xml.text("clientToken", launch.text("ClientToken"));
    xml.text("subnetId", subnet)
        .text("privateIpAddress", "10.0.0." + Math.floorMod(id.hashCode(), 250));
    if (address != null && !isTerminated()) {
      xml.text("ipAddress", address).text("dnsName", "ec2-" + address.replace('.', '-'));
    }
    if (reason != null) {
      int colon = reason.indexOf(':');
      xml.open("stateReason").text("code", reason.substring(0, colon));
      xml.text("message", reason).close("stateReason");
    }
    xml.tags(tags);
  }

  /** EC2 API reference, "InstanceState". */
  int code() {
    return switch (state) {
      case "pending" -> 0;
      case "running" -> 16;
      case "shutting-down" -> 32;
      case "terminated" -> 48;
      case "stopping" -> 64;
      default -> 80;
    };
  }
}
