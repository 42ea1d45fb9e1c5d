package dev.jmachine.testkit.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls about security groups. */
final class GroupActions {
  final Map<String, StubGroup> groups = new LinkedHashMap<>();
  private final Ec2Settings settings;
  private final Catalog catalog;
  private int made;

  GroupActions(Ec2Settings settings, Catalog catalog) {
    this.settings = settings;
    this.catalog = catalog;
  }

  String create(Ec2Request request) throws Ec2Error {
    String name = request.require("GroupName");
    request.require("GroupDescription");
    String vpc = request.parameters().getOrDefault("VpcId", "vpc-default");
    for (StubGroup group : groups.values()) {
      if (group.name.equals(name) && group.vpc.equals(vpc)) {
        throw new Ec2Error(
            "InvalidGroup.Duplicate", "The security group '" + name + "' already exists for VPC");
      }
    }
    StubGroup group = add(name, vpc, request.tags("security-group"));
    return new Xml().text("return", true).text("groupId", group.id).toString();
  }

  StubGroup add(String name, String vpc, Map<String, String> tags) {
    String id = "sg-%08x".formatted(++made);
    StubGroup group = new StubGroup(id, name, vpc, tags, settings.lag, settings.account);
    groups.put(id, group);
    return group;
  }

  /** A group that is seen by now. */
  StubGroup get(String id) throws Ec2Error {
    StubGroup group = groups.get(id);
    if (group == null || !group.seen()) {
      throw new Ec2Error("InvalidGroup.NotFound", "The security group '" + id + "' does not exist");
    }
    return group;
  }

  /** All of it or, where one range is there already, nothing. */
  String authorize(Ec2Request request) throws Ec2Error {
    StubGroup group = get(request.require("GroupId"));
    List<StubRule> asked = StubRule.of(request);
    if (asked.isEmpty()) {
      throw new Ec2Error("MissingParameter", "no rule");
    }
    for (StubRule rule : asked) {
      if (group.rules.stream().anyMatch(rule::shares)) {
        throw new Ec2Error("InvalidPermission.Duplicate", "the specified rule already exists");
      }
    }
    asked.forEach(group::open);
    return new Xml().text("return", true).toString();
  }

  String revoke(Ec2Request request) throws Ec2Error {
    StubGroup group = get(request.require("GroupId"));
    for (StubRule rule : StubRule.of(request)) {
      if (group.rules.stream().noneMatch(rule::shares)) {
        throw new Ec2Error("InvalidPermission.NotFound", "the specified rule does not exist");
      }
      group.rules.forEach(rule::takeFrom);
    }
    group.rules.removeIf(StubRule::isEmpty);
    return new Xml().text("return", true).toString();
  }

  /** Those that were made, and the one that every VPC has. */
  private List<StubGroup> all() {
    List<StubGroup> all = new ArrayList<>(groups.values());
    for (String vpc : catalog.vpcs()) {
      all.add(new StubGroup("sg-" + vpc, "default", vpc, Map.of(), 0, settings.account));
    }
    return all;
  }

  String describe(Ec2Request request) throws Ec2Error {
    List<StubGroup> found = new ArrayList<>();
    for (String id : request.list("GroupId")) {
      found.add(get(id));
    }
    if (found.isEmpty()) {
      for (StubGroup group : all()) {
        if (group.seen() && group.passes(request.filters())) {
          found.add(group);
        }
      }
    }
    Page<StubGroup> page = Page.of(found, request, settings.page);
    return new Xml()
        .list("securityGroupInfo", page.entries(), (xml, group) -> group.write(xml))
        .text("nextToken", page.next())
        .toString();
  }
}
