package dev.jmachine.testkit.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls about security groups. */
final class GroupActions {
  final Map<String, StubGroup> groups = new LinkedHashMap<>();
  private final Ec2Settings settings;
  private int made;

  GroupActions(Ec2Settings settings) {
    this.settings = settings;
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
    StubGroup group = new StubGroup(id, name, vpc, tags, settings.lag);
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

  String authorize(Ec2Request request) throws Ec2Error {
    StubGroup group = get(request.require("GroupId"));
    List<Map<String, String>> rules = new ArrayList<>();
    for (int i = 1; request.text("IpPermissions." + i + ".IpProtocol") != null; i++) {
      Map<String, String> rule = new LinkedHashMap<>();
      String prefix = "IpPermissions." + i + ".";
      request
          .parameters()
          .forEach(
              (key, value) -> {
                if (key.startsWith(prefix)) {
                  rule.put(key.substring(prefix.length()), value);
                }
              });
      rules.add(rule);
    }
    if (rules.isEmpty()) {
      throw new Ec2Error("MissingParameter", "no rule");
    }
    if (group.rules.stream().anyMatch(rules::contains)) {
      throw new Ec2Error("InvalidPermission.Duplicate", "the specified rule already exists");
    }
    group.rules.addAll(rules);
    return new Xml().text("return", true).toString();
  }

  String describe(Ec2Request request) throws Ec2Error {
    List<StubGroup> found = new ArrayList<>();
    for (StubGroup group : groups.values()) {
      if (group.seen() && group.passes(request.filters())) {
        found.add(group);
      }
    }
    Page<StubGroup> page = Page.of(found, request, settings.page);
    return new Xml()
        .list("securityGroupInfo", page.entries(), (xml, group) -> group.write(xml))
        .text("nextToken", page.next())
        .toString();
  }
}
