package dev.jmachine.testkit.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a region has from the start: types, images, subnets. */
final class Catalog {
  private static final Map<String, String> TYPES = new LinkedHashMap<>();
  private static final String CANONICAL = "099720109477";

  static {
    TYPES.put("t3.micro", "x86_64");
    TYPES.put("t3.small", "x86_64");
    TYPES.put("m5.large", "x86_64");
    TYPES.put("t4g.small", "arm64");
    TYPES.put("c7g.large", "arm64");
  }

  private final List<Image> images = new ArrayList<>();
  private final List<Subnet> subnets = new ArrayList<>();

  private record Image(
      String id, String name, String owner, String architecture, String created, String device) {}

  record Subnet(String id, String vpc, String zone, boolean isDefault) {}

  Catalog(String region) {
    String noble = "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-";
    image(
        "ami-noble-old",
        noble + "amd64-server-20260101",
        CANONICAL,
        "x86_64",
        "2026-01-01",
        "/dev/sda1");
    image(
        "ami-noble-new",
        noble + "amd64-server-20260901",
        CANONICAL,
        "x86_64",
        "2026-09-01",
        "/dev/sda1");
    image(
        "ami-noble-arm",
        noble + "arm64-server-20260901",
        CANONICAL,
        "arm64",
        "2026-09-01",
        "/dev/sda1");
    image(
        "ami-trixie",
        "debian-13-amd64-20260815-1",
        "136693071363",
        "x86_64",
        "2026-08-15",
        "/dev/xvda");
    image(
        "ami-al2023",
        "al2023-ami-2023.9.1-kernel-6.12-x86_64",
        "amazon",
        "x86_64",
        "2026-08-01",
        "/dev/xvda");
    // somebody else's, of the same name and newer: an owner must be asked for
    image(
        "ami-imposter",
        noble + "amd64-server-20990101",
        "666666666666",
        "x86_64",
        "2099-01-01",
        "/dev/sda1");
    for (String zone : List.of("a", "b", "c")) {
      subnets.add(new Subnet("subnet-default-" + zone, "vpc-default", region + zone, true));
    }
    subnets.add(new Subnet("subnet-own-b", "vpc-own", region + "b", false));
  }

  private void image(
      String id, String name, String owner, String architecture, String created, String device) {
    images.add(new Image(id, name, owner, architecture, created + "T00:00:00.000Z", device));
  }

  Subnet subnet(String id) throws Ec2Error {
    for (Subnet subnet : subnets) {
      if (subnet.id().equals(id)) {
        return subnet;
      }
    }
    throw Ec2Error.unknown("InvalidSubnetID.NotFound", "subnet", id);
  }

  void requireImage(String id) throws Ec2Error {
    if (images.stream().noneMatch(image -> image.id().equals(id))) {
      throw new Ec2Error("InvalidAMIID.NotFound", "The image id '[" + id + "]' does not exist");
    }
  }

  /** The VPCs that have a subnet. */
  List<String> vpcs() {
    return subnets.stream().map(Subnet::vpc).distinct().toList();
  }

  String describeInstanceTypes(Ec2Request request) throws Ec2Error {
    List<String> wanted = request.list("InstanceType");
    for (String type : wanted) {
      if (!TYPES.containsKey(type)) {
        throw new Ec2Error(
            "InvalidInstanceType",
            "The following supplied instance types do not exist: [" + type + "]");
      }
    }
    Xml xml = new Xml();
    xml.list(
        "instanceTypeSet",
        wanted,
        (x, type) -> {
          x.text("instanceType", type).open("processorInfo").open("supportedArchitectures");
          x.text("item", TYPES.get(type)).close("supportedArchitectures").close("processorInfo");
        });
    return xml.toString();
  }

  String describeImages(Ec2Request request) throws Ec2Error {
    List<String> ids = request.list("ImageId");
    for (String id : ids) {
      requireImage(id);
    }
    List<Image> found = new ArrayList<>();
    for (Image image : images) {
      boolean owned =
          request.list("Owner").isEmpty() || request.list("Owner").contains(image.owner());
      if (owned
          && (ids.isEmpty() || ids.contains(image.id()))
          && passes(image, request.filters())) {
        found.add(image);
      }
    }
    return new Xml().list("imagesSet", found, Catalog::write).toString();
  }

  private static boolean passes(Image image, Map<String, List<String>> filters) throws Ec2Error {
    for (var filter : filters.entrySet()) {
      List<String> values = filter.getValue();
      boolean passes =
          switch (filter.getKey()) {
            case "name" -> values.stream().anyMatch(v -> image.name().matches(pattern(v)));
            case "architecture" -> values.contains(image.architecture());
            case "state" -> values.contains("available");
            case "root-device-type" -> values.contains("ebs");
            case "virtualization-type" -> values.contains("hvm");
            default -> throw new Ec2Error("InvalidParameterValue", "filter " + filter.getKey());
          };
      if (!passes) {
        return false;
      }
    }
    return true;
  }

  private static String pattern(String wildcards) {
    return "\\Q" + wildcards.replace("*", "\\E.*\\Q") + "\\E";
  }

  private static void write(Xml xml, Image image) {
    xml.text("imageId", image.id()).text("name", image.name());
    xml.text("architecture", image.architecture()).text("creationDate", image.created());
    xml.text("rootDeviceName", image.device()).text("rootDeviceType", "ebs");
    xml.open("blockDeviceMapping").open("item").text("deviceName", image.device());
    xml.open("ebs").text("volumeSize", 8).close("ebs").close("item").close("blockDeviceMapping");
  }

  String describeSubnets(Ec2Request request) throws Ec2Error {
    List<Subnet> found = new ArrayList<>();
    for (String id : request.list("SubnetId")) {
      found.add(subnet(id));
    }
    if (found.isEmpty()) {
      for (Subnet subnet : subnets) {
        if (passes(subnet, request.filters())) {
          found.add(subnet);
        }
      }
    }
    return new Xml().list("subnetSet", found, Catalog::write).toString();
  }

  private static boolean passes(Subnet subnet, Map<String, List<String>> filters) throws Ec2Error {
    for (var filter : filters.entrySet()) {
      List<String> values = filter.getValue();
      boolean passes =
          switch (filter.getKey()) {
            case "default-for-az" -> values.contains(String.valueOf(subnet.isDefault()));
            case "vpc-id" -> values.contains(subnet.vpc());
            default -> throw new Ec2Error("InvalidParameterValue", "filter " + filter.getKey());
          };
      if (!passes) {
        return false;
      }
    }
    return true;
  }

  private static void write(Xml xml, Subnet subnet) {
    xml.text("subnetId", subnet.id()).text("vpcId", subnet.vpc());
    xml.text("availabilityZone", subnet.zone()).text("availableIpAddressCount", 100);
  }

  /** The account has lost its default VPC. */
  void dropDefaultVpc() {
    subnets.removeIf(Subnet::isDefault);
  }
}
