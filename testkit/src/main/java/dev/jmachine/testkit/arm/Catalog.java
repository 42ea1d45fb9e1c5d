package dev.jmachine.testkit.arm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Azure offers in its locations: sizes and images, a handful of each. */
final class Catalog {
  static final List<String> LOCATIONS = List.of("westus", "eastus", "westeurope");

  private static final List<Size> SIZES =
      List.of(
          new Size("Standard_B2s_v2", "x64", "V1,V2", true, List.of("1", "2", "3"), false),
          new Size("Standard_D2s_v5", "x64", "V1,V2", true, List.of("1", "2"), false),
          new Size("Standard_D2ps_v5", "Arm64", "V2", true, List.of("1"), false),
          new Size("Standard_A2", "x64", "V1", false, List.of(), false),
          new Size("Standard_M8ms", "x64", "V1,V2", true, List.of(), true));

  private static final List<Image> IMAGES =
      List.of(
          new Image("Canonical", "ubuntu-24_04-lts", "server", "24.04.202601150", "x64", "V2"),
          new Image("Canonical", "ubuntu-24_04-lts", "server", "24.04.202609010", "x64", "V2"),
          new Image("Canonical", "ubuntu-24_04-lts", "server-gen1", "24.04.202609010", "x64", "V1"),
          new Image(
              "Canonical", "ubuntu-24_04-lts", "server-arm64", "24.04.202609010", "Arm64", "V2"),
          new Image("Debian", "debian-13", "13-gen2", "0.20260901.1000", "x64", "V2"),
          new Image("acme", "firewall", "pro", "1.2.3", "x64", "V2"));

  private record Size(
      String name,
      String architecture,
      String generations,
      boolean accelerated,
      List<String> zones,
      boolean restricted) {
    Map<String, Object> shown(String location) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("resourceType", "virtualMachines");
      all.put("name", name);
      all.put("locations", List.of(location));
      all.put("locationInfo", List.of(Map.of("location", location, "zones", zones)));
      all.put(
          "capabilities",
          List.of(
              capability("CpuArchitectureType", architecture),
              capability("HyperVGenerations", generations),
              capability("AcceleratedNetworkingEnabled", accelerated ? "True" : "False"),
              capability("LowPriorityCapable", name.startsWith("Standard_D") ? "True" : "False"),
              capability("PremiumIO", name.contains("s_v") ? "True" : "False"),
              capability("EncryptionAtHostSupported", name.contains("s_v") ? "True" : "False")));
      all.put(
          "restrictions",
          restricted
              ? List.of(
                  Map.of(
                      "type",
                      "Location",
                      "values",
                      List.of(location),
                      "reasonCode",
                      "NotAvailableForSubscription"))
              : List.of());
      return all;
    }

    private static Map<String, Object> capability(String name, String value) {
      return Map.of("name", name, "value", value);
    }
  }

  private record Image(
      String publisher,
      String offer,
      String sku,
      String version,
      String architecture,
      String generation) {
    boolean is(String wantedPublisher, String wantedOffer, String wantedSku) {
      return publisher.equalsIgnoreCase(wantedPublisher)
          && offer.equals(wantedOffer)
          && sku.equals(wantedSku);
    }

    Map<String, Object> shown() {
      Map<String, Object> properties = new LinkedHashMap<>();
      properties.put("architecture", architecture);
      properties.put("hyperVGeneration", generation);
      if (publisher.equals("acme")) {
        properties.put("plan", Map.of("publisher", publisher, "product", offer, "name", sku));
      }
      return Map.of("name", version, "location", "westus", "properties", properties);
    }
  }

  private Catalog() {}

  /** The sizes of a location, with a disk among them; none for what is no location. */
  static List<Map<String, Object>> sizes(String filter) {
    List<Map<String, Object>> all = new ArrayList<>();
    LOCATIONS.stream()
        .filter(location -> filter.contains("'" + location + "'"))
        .forEach(
            location -> {
              all.add(Map.of("resourceType", "disks", "name", "Premium_LRS"));
              SIZES.forEach(size -> all.add(size.shown(location)));
            });
    return all;
  }

  static boolean hasSize(String name) {
    return SIZES.stream().anyMatch(size -> size.name().equals(name));
  }

  static List<Map<String, Object>> locations() {
    return LOCATIONS.stream()
        .map(name -> Map.<String, Object>of("id", name, "name", name))
        .toList();
  }

  /** Versions of an image, the newest first. */
  static List<Map<String, Object>> versions(ArmRequest request) throws ArmError {
    List<Map<String, Object>> found = images(request).map(Image::shown).toList().reversed();
    if (found.isEmpty()) {
      throw new ArmError(404, "NotFound", "Artifact: VMImage was not found.");
    }
    String top = request.query().getOrDefault("$top", "1000");
    return found.subList(0, Math.min(found.size(), Integer.parseInt(top)));
  }

  static Map<String, Object> image(ArmRequest request) throws ArmError {
    String version = request.path().getLast();
    return images(request)
        .filter(image -> image.version().equals(version))
        .findFirst()
        .orElseThrow(() -> new ArmError(404, "NotFound", "Artifact: VMImage was not found."))
        .shown();
  }

  private static Stream<Image> images(ArmRequest request) {
    return IMAGES.stream()
        .filter(
            image ->
                image.is(
                    request.after("publishers"), request.after("offers"), request.after("skus")));
  }

  static boolean hasImage(Map<?, ?> reference) {
    return StubResource.text(reference, "id").startsWith("/")
        || StubResource.text(reference, "communityGalleryImageId").startsWith("/")
        || IMAGES.stream()
            .anyMatch(
                image ->
                    image.is(
                            StubResource.text(reference, "publisher"),
                            StubResource.text(reference, "offer"),
                            StubResource.text(reference, "sku"))
                        && image.version().equals(StubResource.text(reference, "version")));
  }
}
