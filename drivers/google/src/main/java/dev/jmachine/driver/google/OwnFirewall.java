package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Allowed;
import com.google.cloud.compute.v1.Firewall;
import com.google.cloud.compute.v1.Operation;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.cloud.OpenPort;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.google.api.Compute;
import dev.jmachine.driver.google.api.GoogleFailures;
import dev.jmachine.driver.google.api.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The firewall rule of a machine's own: its ports, open to the caller alone, on the instance that
 * has its network tag. A rule takes its time to be made, so the instance is made meanwhile.
 */
final class OwnFirewall {
  private final CreateRequest request;
  private final Choices choices;
  private final Compute compute;
  private final CloudCalls calls;
  private final Map<String, String> tags;

  /**
   * One rule.
   *
   * @param compute for the project that the network is in
   * @param tags that say whose it is
   */
  OwnFirewall(
      CreateRequest request,
      Choices choices,
      Compute compute,
      CloudCalls calls,
      Map<String, String> tags) {
    this.request = request;
    this.choices = choices;
    this.compute = compute;
    this.calls = calls;
    this.tags = tags;
  }

  /**
   * A rule that is being made.
   *
   * @param entry in the ledger
   * @param operation null where it is there
   */
  record Begun(Resource entry, @Nullable Operation operation) {}

  /** Begins to make it, or goes on with the one of an earlier create. */
  Begun begin(Map<String, String> attributes) throws IOException, InterruptedException {
    String name = GoogleNames.of(request.name(), request.uid());
    Resource entry = request.ledger().intend(Kind.FIREWALL, name, attributes);
    return new Begun(entry, entry.id() == null ? insert(name, entry) : null);
  }

  private @Nullable Operation insert(String name, Resource entry)
      throws IOException, InterruptedException {
    String requestId = GoogleNames.requestId("firewall " + name);
    Firewall rule = rule(name, GoogleTags.OURS.dated(tags, entry));
    try {
      return calls.retried(
          what(name), request.deadline(), () -> compute.firewalls().insert(rule, requestId));
    } catch (MachineFailure failure) {
      if (isOurs(failure, name)) {
        return null;
      }
      throw failure;
    }
  }

  private static String what(String name) {
    return "make firewall rule " + name;
  }

  /** Its name holds the machine's uid; its description must as well. */
  private boolean isOurs(MachineFailure failure, String name) throws InterruptedException {
    return GoogleFailures.reason(failure).equals("alreadyExists")
        && request
            .uid()
            .equals(
                GoogleTags.read(
                        calls
                            .retried(
                                "look at firewall rule " + name,
                                request.deadline(),
                                () -> compute.firewalls().get(name))
                            .getDescription())
                    .get(GoogleTags.OURS.uid()));
  }

  /** Waits until it is there. */
  void finish(Begun begun) throws IOException, InterruptedException {
    Resource entry = begun.entry();
    Operation operation = begun.operation();
    if (operation != null) {
      new Waiting(compute, calls).global(what(entry.token()), operation, request.deadline());
    }
    if (entry.id() == null) {
      request.ledger().made(entry, entry.token());
    }
  }

  private Firewall rule(String name, Map<String, String> dated) {
    Firewall.Builder rule =
        Firewall.newBuilder()
            .setName(name)
            .setDescription(GoogleTags.description(dated))
            .setNetwork(choices.network())
            .setDirection("INGRESS")
            .addTargetTags(name)
            .addAllSourceRanges(choices.ingress().sources());
    for (String protocol : List.of("tcp", "udp")) {
      List<String> ports =
          choices.ingress().ports().stream()
              .filter(port -> port.protocol().equals(protocol))
              .map(OwnFirewall::range)
              .toList();
      if (!ports.isEmpty()) {
        rule.addAllowed(Allowed.newBuilder().setIPProtocol(protocol).addAllPorts(ports));
      }
    }
    return rule.build();
  }

  private static String range(OpenPort port) {
    return port.from() == port.to() ? "" + port.from() : port.from() + "-" + port.to();
  }
}
