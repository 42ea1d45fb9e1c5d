package dev.jmachine.testkit.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ports of a group and the ranges that they are open to, each with its description. Changed under
 * the region's lock alone.
 */
final class StubRule {
  private static final List<String> PORTS = List.of("IpProtocol", "FromPort", "ToPort");

  private final Map<String, String> ports = new LinkedHashMap<>();
  private final Map<String, String> ranges = new LinkedHashMap<>();

  private StubRule() {}

  /** Those of a call, in order. */
  static List<StubRule> of(Ec2Request request) {
    List<StubRule> all = new ArrayList<>();
    for (int i = 1; request.text("IpPermissions." + i + ".IpProtocol") != null; i++) {
      String prefix = "IpPermissions." + i + ".";
      StubRule rule = new StubRule();
      for (String port : PORTS) {
        rule.ports.put(port, request.parameters().getOrDefault(prefix + port, ""));
      }
      rule.take(request, prefix + "IpRanges.", ".CidrIp");
      rule.take(request, prefix + "Ipv6Ranges.", ".CidrIpv6");
      all.add(rule);
    }
    return all;
  }

  private void take(Ec2Request request, String prefix, String suffix) {
    for (int i = 1; request.text(prefix + i + suffix) != null; i++) {
      ranges.put(
          String.valueOf(request.text(prefix + i + suffix)),
          request.parameters().getOrDefault(prefix + i + ".Description", ""));
    }
  }

  boolean isOfSamePorts(StubRule other) {
    return ports.equals(other.ports);
  }

  /** Whether both open the same ports to the same range. */
  boolean shares(StubRule other) {
    return isOfSamePorts(other) && ranges.keySet().stream().anyMatch(other.ranges::containsKey);
  }

  void addAll(StubRule other) {
    ranges.putAll(other.ranges);
  }

  /** Takes our ranges from another rule of the same ports. */
  void takeFrom(StubRule other) {
    if (isOfSamePorts(other)) {
      other.ranges.keySet().removeAll(ranges.keySet());
    }
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** As the API's parameters name it: "FromPort", "IpRanges.1.CidrIp". */
  Map<String, String> parameters() {
    Map<String, String> all = new LinkedHashMap<>(ports);
    int v4 = 0;
    int v6 = 0;
    for (String range : ranges.keySet()) {
      if (isIpv6(range)) {
        all.put("Ipv6Ranges." + ++v6 + ".CidrIpv6", range);
      } else {
        all.put("IpRanges." + ++v4 + ".CidrIp", range);
      }
    }
    return all;
  }

  void write(Xml xml) {
    xml.text("ipProtocol", ports.get("IpProtocol"));
    xml.text("fromPort", ports.get("FromPort")).text("toPort", ports.get("ToPort"));
    xml.list("ipRanges", ranges(false), (x, range) -> range(x, "cidrIp", range));
    xml.list("ipv6Ranges", ranges(true), (x, range) -> range(x, "cidrIpv6", range));
  }

  private void range(Xml xml, String element, String range) {
    String description = ranges.getOrDefault(range, "");
    xml.text(element, range).text("description", description.isEmpty() ? null : description);
  }

  private List<String> ranges(boolean ipv6) {
    return ranges.keySet().stream().filter(range -> isIpv6(range) == ipv6).toList();
  }

  private static boolean isIpv6(String range) {
    return range.indexOf(':') >= 0;
  }
}
