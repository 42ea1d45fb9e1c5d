package dev.jmachine.testkit.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A security group of the stub; changed under the region's lock alone. */
final class StubGroup {
  final String id;
  final String name;
  final String vpc;
  final Map<String, String> tags;
  final List<StubRule> rules = new ArrayList<>();
  private final String owner;

  /** How many more looks do not see it yet. */
  int unseen;

  StubGroup(
      String id, String name, String vpc, Map<String, String> tags, int unseen, String owner) {
    this.id = id;
    this.name = name;
    this.vpc = vpc;
    this.tags = tags;
    this.unseen = unseen;
    this.owner = owner;
  }

  /** EC2 keeps one rule for the same ports. */
  void open(StubRule rule) {
    for (StubRule one : rules) {
      if (one.isOfSamePorts(rule)) {
        one.addAll(rule);
        return;
      }
    }
    rules.add(rule);
  }

  boolean seen() {
    return unseen-- <= 0;
  }

  boolean passes(Map<String, List<String>> filters) throws Ec2Error {
    for (var filter : filters.entrySet()) {
      boolean passes =
          switch (filter.getKey()) {
            case "vpc-id" -> filter.getValue().contains(vpc);
            case "group-name" -> filter.getValue().contains(name);
            case "group-id" -> filter.getValue().contains(id);
            default -> Tagged.passes(filter.getKey(), filter.getValue(), tags);
          };
      if (!passes) {
        return false;
      }
    }
    return true;
  }

  void write(Xml xml) {
    xml.text("ownerId", owner).text("groupName", name).text("groupId", id);
    xml.text("vpcId", vpc).list("ipPermissions", rules, (x, rule) -> rule.write(x)).tags(tags);
  }
}
