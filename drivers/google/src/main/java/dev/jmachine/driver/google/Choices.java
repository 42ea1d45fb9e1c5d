package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Image;
import dev.jmachine.core.cloud.Ingress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a create needs to know before it makes anything; looked up once.
 *
 * @param images the image for each processor: "X86_64", "ARM64"
 * @param architectures each machine type's processor
 * @param launches what is tried in turn, each where the one before found no capacity
 * @param network as "projects/P/global/networks/N"
 * @param subnetwork as "projects/P/regions/R/subnetworks/N"; null where Google may choose
 * @param address external address to be used; null for any
 * @param ingress what a rule of our own opens; none where the user's own rules serve
 */
record Choices(
    Map<String, Image> images,
    Map<String, String> architectures,
    List<Launch> launches,
    String network,
    @Nullable String subnetwork,
    @Nullable String address,
    Ingress ingress) {
  /** What docker-machine tags each instance with (drivers/google, firewallTargetTag). */
  private static final String DOCKER_MACHINE = "docker-machine";

  Choices {
    images = Map.copyOf(images);
    architectures = Map.copyOf(architectures);
    launches = List.copyOf(launches);
  }

  /** The image for a machine type that was looked up. */
  Image imageFor(String type) {
    Image image = images.get(architectures.getOrDefault(type, ""));
    if (image == null) {
      throw new IllegalStateException("no image was looked up for " + type);
    }
    return image;
  }

  boolean ownRule() {
    return !ingress.ports().isEmpty();
  }

  /**
   * The instance's network tags: its rule's, or that of docker-machine's rule where the user's own
   * serve, which name it; then the user's.
   *
   * @param own of a rule of the machine's own
   */
  List<String> networkTags(GoogleSettings settings, String own) {
    List<String> tags = new ArrayList<>(List.of(ownRule() ? own : DOCKER_MACHINE));
    tags.addAll(settings.words(GoogleOptions.TAGS));
    return tags.stream().distinct().toList();
  }

  /** The project that the network, and so its firewall rules, are in. */
  String networkProject() {
    return Place.project(network, "");
  }
}
