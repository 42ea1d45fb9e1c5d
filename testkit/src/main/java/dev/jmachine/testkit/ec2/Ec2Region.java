package dev.jmachine.testkit.ec2;

import java.util.List;
import java.util.Map;

/** One region: which call is whose. */
final class Ec2Region {
  final Catalog catalog;
  final GroupActions groups;
  final InstanceActions instances;
  private final List<String> regions;

  Ec2Region(String name, List<String> regions, Ec2Settings settings) {
    this.regions = regions;
    this.catalog = new Catalog(name);
    this.groups = new GroupActions(settings, catalog);
    this.instances = new InstanceActions(settings, catalog, groups);
  }

  /** The answer's inner XML. */
  String answer(Ec2Request request) throws Ec2Error {
    return switch (request.action()) {
      case "DescribeRegions" ->
          new Xml().list("regionInfo", regions, (xml, r) -> xml.text("regionName", r)).toString();
      case "DescribeInstanceTypes" -> catalog.describeInstanceTypes(request);
      case "DescribeImages" -> catalog.describeImages(request);
      case "DescribeSubnets" -> catalog.describeSubnets(request);
      case "CreateSecurityGroup" -> groups.create(request);
      case "AuthorizeSecurityGroupIngress" -> groups.authorize(request);
      case "RevokeSecurityGroupIngress" -> groups.revoke(request);
      case "DescribeSecurityGroups" -> groups.describe(request);
      case "DeleteSecurityGroup" -> instances.deleteGroup(request);
      case "RunInstances" -> instances.run(request);
      case "DescribeInstances" -> instances.describe(request);
      case "StartInstances", "StopInstances", "TerminateInstances" -> instances.change(request);
      case "CreateTags", "DeleteTags" -> tag(request);
      case "GetConsoleOutput" -> instances.console(request);
      default ->
          throw new Ec2Error("InvalidAction", "The action " + request.action() + " is not valid");
    };
  }

  private String tag(Ec2Request request) throws Ec2Error {
    for (String id : request.list("ResourceId")) {
      Map<String, String> tags =
          id.startsWith("sg-") ? groups.get(id).tags : instances.get(id).tags;
      for (int i = 1; request.text("Tag." + i + ".Key") != null; i++) {
        String key = request.require("Tag." + i + ".Key");
        if (request.action().equals("CreateTags")) {
          tags.put(key, request.require("Tag." + i + ".Value"));
        } else {
          tags.remove(key);
        }
      }
    }
    return new Xml().text("return", true).toString();
  }
}
