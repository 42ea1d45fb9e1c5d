package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.Ingress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * What a create needs to know before it makes anything; looked up once.
 *
 * @param region where
 * @param images the image for each processor: "x86_64", "arm64"
 * @param architectures each instance type's processor
 * @param user who logs in to the image
 * @param vpc where the instance is; null where the user's groups are in no VPC that we know
 * @param subnets those that the instance may be put into, the first to be preferred
 * @param anySubnet whether EC2 may choose among the default ones, for want of a wish
 * @param groups ids of the user's security groups; empty for one of our own
 * @param ingress what a group of our own opens
 */
record Choices(
    String region,
    Map<String, Image> images,
    Map<String, String> architectures,
    String user,
    @Nullable String vpc,
    List<Subnet> subnets,
    boolean anySubnet,
    List<String> groups,
    Ingress ingress) {
  Choices {
    images = Map.copyOf(images);
    architectures = Map.copyOf(architectures);
    subnets = List.copyOf(subnets);
    groups = List.copyOf(groups);
  }

  /** The image for an instance type that was looked up. */
  Image imageFor(String type) {
    Image image = images.get(architectures.getOrDefault(type, ""));
    if (image == null) {
      throw new IllegalStateException("no image was looked up for " + type);
    }
    return image;
  }

  boolean ownGroup() {
    return groups.isEmpty();
  }
}
