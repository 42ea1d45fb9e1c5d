package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.CallerAddress;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.cloud.Ingress;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** Looks up what a create needs to know. Changes nothing. */
final class Lookups {
  private static final String ARM = "arm64";

  private final Ec2Client ec2;
  private final CloudCalls calls;
  private final String region;
  private final Deadline deadline;

  Lookups(Ec2Client ec2, CloudCalls calls, String region, Deadline deadline) {
    this.ec2 = ec2;
    this.calls = calls;
    this.region = region;
    this.deadline = deadline;
  }

  Choices choose(AwsSettings settings) throws InterruptedException {
    Map<String, String> architectures = architectures(types(settings));
    ImageChoice chooser = new ImageChoice(ec2, calls, deadline, settings, region);
    Map<String, Image> images = new LinkedHashMap<>();
    for (String architecture : new LinkedHashSet<>(architectures.values())) {
      images.put(architecture, chooser.newest(architecture));
    }
    NetworkChoice network = new NetworkChoice(ec2, calls, deadline, settings, region);
    NetworkChoice.Network found = network.find();
    List<String> groups = settings.groups().isEmpty() ? List.of() : network.groups(found.vpc());
    return new Choices(
        region,
        images,
        architectures,
        chooser.user(),
        found.vpc(),
        found.subnets(),
        found.any(),
        groups,
        groups.isEmpty() ? ingress(settings) : Ingress.NONE);
  }

  /** The wanted type, then those that a Spot launch falls back on. */
  private static Set<String> types(AwsSettings settings) {
    Set<String> types = new LinkedHashSet<>(List.of(settings.type()));
    settings.fallback().stream().filter(Fallback::isType).forEach(types::add);
    return types;
  }

  private Map<String, String> architectures(Set<String> types) throws InterruptedException {
    List<InstanceTypeInfo> infos =
        calls.retried(
            "find instance type " + String.join(", ", types),
            deadline,
            () ->
                ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings(types)).instanceTypes());
    Map<String, String> all = new TreeMap<>();
    infos.forEach(info -> all.put(info.instanceTypeAsString(), architecture(info)));
    for (String type : types) {
      if (!all.containsKey(type)) {
        throw MachineFailure.check("cannot find instance type " + type)
            .because("region " + region + " does not have it");
      }
    }
    return all;
  }

  private static String architecture(InstanceTypeInfo info) {
    List<ArchitectureType> all = info.processorInfo().supportedArchitectures();
    return all.contains(ArchitectureType.ARM64) ? ARM : "x86_64";
  }

  private Ingress ingress(AwsSettings settings) throws InterruptedException {
    return Ingress.of(
        AwsOptions.INGRESS, settings.options(), settings.sshPort(), () -> caller(settings));
  }

  private List<String> caller(AwsSettings settings) throws InterruptedException {
    if (settings.privately()) {
      return CallerAddress.ofThePrivate(AwsOptions.INGRESS);
    }
    String url = settings.options().require(AwsOptions.CHECK_IP);
    return List.of(
        calls.once(
            "learn this computer's address",
            () -> CallerAddress.ofThePublic(AwsOptions.INGRESS, url)));
  }
}
