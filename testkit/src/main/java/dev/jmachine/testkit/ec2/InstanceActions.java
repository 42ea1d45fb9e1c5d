package dev.jmachine.testkit.ec2;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The calls about instances. */
final class InstanceActions {
  final Map<String, StubInstance> instances = new LinkedHashMap<>();
  private final Ec2Settings settings;
  private final Catalog catalog;
  private final GroupActions groups;
  private int made;
  private int starts;

  InstanceActions(Ec2Settings settings, Catalog catalog, GroupActions groups) {
    this.settings = settings;
    this.catalog = catalog;
    this.groups = groups;
  }

  String run(Ec2Request request) throws Ec2Error {
    String token = request.text("ClientToken");
    for (StubInstance instance : instances.values()) {
      if (token != null && token.equals(instance.launch.text("ClientToken"))) {
        if (!instance.launch.parameters().equals(request.parameters())) {
          throw new Ec2Error(
              "IdempotentParameterMismatch",
              "The client token has been used with other parameters: " + token);
        }
        return reservation(instance);
      }
    }
    StubInstance instance = add(request);
    return reservation(instance);
  }

  StubInstance add(Ec2Request request) throws Ec2Error {
    catalog.requireImage(request.require("ImageId"));
    String card = "NetworkInterface.1.";
    String subnet = request.parameters().getOrDefault(card + "SubnetId", "subnet-default-a");
    catalog.subnet(subnet);
    List<String> inGroups = request.list(card + "SecurityGroupId");
    for (String group : inGroups) {
      groups.get(group);
    }
    String id = "i-%017x".formatted(++made);
    StubInstance instance = new StubInstance(id, request, subnet, inGroups);
    instance.unseen = settings.lag;
    instance.holds = settings.holds;
    instance.reason = settings.ending;
    instances.put(id, instance);
    start(instance);
    return instance;
  }

  private void start(StubInstance instance) {
    instance.bootedAt = System.nanoTime() + settings.pending.toNanos();
    boolean wanted = instance.launch.flag("NetworkInterface.1.AssociatePublicIpAddress");
    String data = instance.launch.parameters().getOrDefault("UserData", "");
    instance.address =
        wanted && !settings.addressless
            ? settings.addresses.next(new Ec2Addresses.Start(instance.id, starts++, data))
            : null;
  }

  private static String reservation(StubInstance instance) {
    return new Xml()
        .text("reservationId", "r-" + instance.id)
        .list("instancesSet", List.of(instance), (xml, i) -> i.write(xml))
        .toString();
  }

  String describe(Ec2Request request) throws Ec2Error {
    List<String> ids = request.list("InstanceId");
    List<StubInstance> found = new ArrayList<>();
    for (String id : ids) {
      found.add(get(id));
    }
    if (ids.isEmpty()) {
      for (StubInstance instance : instances.values()) {
        if (instance.seen() && instance.passes(request.filters())) {
          found.add(instance);
        }
      }
    }
    Page<StubInstance> page = Page.of(found, request, settings.page);
    Xml xml = new Xml();
    xml.list(
        "reservationSet",
        page.entries(),
        (x, instance) -> x.list("instancesSet", List.of(instance), (y, i) -> i.write(y)));
    page.entries().forEach(StubInstance::settle);
    return xml.text("nextToken", page.next()).toString();
  }

  /** An instance that is seen by now. */
  StubInstance get(String id) throws Ec2Error {
    if (!id.startsWith("i-")) {
      throw new Ec2Error("InvalidInstanceID.Malformed", "Invalid id: \"" + id + "\"");
    }
    StubInstance instance = instances.get(id);
    if (instance == null || !instance.seen()) {
      throw Ec2Error.unknown("InvalidInstanceID.NotFound", "instance", id);
    }
    return instance;
  }

  /** Start, stop or terminate. */
  String change(Ec2Request request) throws Ec2Error {
    List<StubInstance> changed = new ArrayList<>();
    for (String id : request.list("InstanceId")) {
      changed.add(get(id));
    }
    for (StubInstance instance : changed) {
      change(instance, request.action());
    }
    return new Xml()
        .list(
            "instancesSet",
            changed,
            (xml, instance) ->
                xml.text("instanceId", instance.id)
                    .open("currentState")
                    .text("code", instance.code())
                    .text("name", instance.state)
                    .close("currentState"))
        .toString();
  }

  private void change(StubInstance instance, String action) throws Ec2Error {
    switch (action) {
      case "TerminateInstances" -> {
        if (!instance.isTerminated()) {
          instance.state = "shutting-down";
        }
      }
      case "StopInstances" -> {
        refuse(instance, "pending", "shutting-down", "terminated");
        if (!instance.state.equals("stopped")) {
          instance.state = "stopping";
          instance.address = null;
        }
      }
      default -> {
        refuse(instance, "stopping", "shutting-down", "terminated");
        if (instance.state.equals("stopped")) {
          instance.state = "pending";
          start(instance);
        }
      }
    }
  }

  private static void refuse(StubInstance instance, String... states) throws Ec2Error {
    if (List.of(states).contains(instance.state)) {
      throw new Ec2Error(
          "IncorrectInstanceState",
          "The instance '" + instance.id + "' is not in a state from which it can be changed");
    }
  }

  String deleteGroup(Ec2Request request) throws Ec2Error {
    StubGroup group = groups.get(request.require("GroupId"));
    for (StubInstance instance : instances.values()) {
      boolean held = !instance.isTerminated() || instance.holds-- > 0;
      if (instance.groups.contains(group.id) && held) {
        throw new Ec2Error(
            "DependencyViolation", "resource " + group.id + " has a dependent object");
      }
    }
    groups.groups.remove(group.id);
    return new Xml().text("return", true).text("groupId", group.id).toString();
  }

  String console(Ec2Request request) throws Ec2Error {
    StubInstance instance = get(request.require("InstanceId"));
    byte[] text =
        ("booting\nconsole of " + instance.id + "\n")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Xml()
        .text("instanceId", instance.id)
        .text("output", Base64.getEncoder().encodeToString(text))
        .toString();
  }

  /** A root volume that outlives its instance. */
  boolean leavesVolume(StubInstance instance) {
    return instance.isTerminated()
        && !Objects.equals(
            instance.launch.text("BlockDeviceMapping.1.Ebs.DeleteOnTermination"), "true");
  }
}
