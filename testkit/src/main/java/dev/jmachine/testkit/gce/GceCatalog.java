package dev.jmachine.testkit.gce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is there already: zones, machine types, images, networks, reserved addresses. */
final class GceCatalog {
  static final Set<String> ZONES =
      Set.of("us-central1-a", "us-central1-b", "europe-west1-b", "europe-west1-c");

  private static final Map<String, String> TYPES =
      Map.of(
          "n1-standard-1", "X86_64",
          "e2-medium", "X86_64",
          "e2-small", "X86_64",
          "t2a-standard-1", "ARM64");

  private static final Map<String, String> FAMILIES =
      Map.of(
          "ubuntu-os-cloud/ubuntu-2404-lts-amd64", "ubuntu-2404-noble-amd64-v20260901",
          "ubuntu-os-cloud/ubuntu-2404-lts-arm64", "ubuntu-2404-noble-arm64-v20260901",
          "debian-cloud/debian-13", "debian-13-trixie-v20260901",
          "debian-cloud/debian-13-arm64", "debian-13-trixie-arm64-v20260901");

  private final Map<String, Map<String, Object>> networks = new LinkedHashMap<>();

  GceCatalog() {
    networks.put("default", network("default", true));
    networks.put("office", network("office", false));
  }

  private static Map<String, Object> network(String name, boolean automatic) {
    return Json.of("name", name, "autoCreateSubnetworks", automatic);
  }

  /** As an organization's policy does. */
  void dropDefaultNetwork() {
    networks.remove("default");
  }

  Map<String, Object> machineType(GceRequest request) throws GceError {
    requireZone(request.place());
    String architecture = TYPES.get(request.name());
    if (architecture == null) {
      throw GceError.notFound(request.resource());
    }
    return Json.of("name", request.name(), "guestCpus", 1, "architecture", architecture);
  }

  static void requireZone(String zone) throws GceError {
    if (!ZONES.contains(zone)) {
      throw GceError.invalid("Invalid value for field 'zone': '" + zone + "'. Unknown zone.");
    }
  }

  Map<String, Object> imageOfFamily(GceRequest request) throws GceError {
    String image = FAMILIES.get(request.project() + "/" + request.name());
    if (image == null) {
      throw GceError.notFound(request.resource());
    }
    return image(request.project(), image);
  }

  Map<String, Object> image(GceRequest request) throws GceError {
    if (FAMILIES.containsValue(request.name()) || request.name().startsWith("own-")) {
      return image(request.project(), request.name());
    }
    throw GceError.notFound(request.resource());
  }

  private static Map<String, Object> image(String project, String name) {
    return Json.of(
        "name",
        name,
        "selfLink",
        "https://www.googleapis.com/compute/v1/projects/" + project + "/global/images/" + name,
        "architecture",
        name.contains("arm64") ? "ARM64" : "X86_64",
        "diskSizeGb",
        "10",
        "status",
        "READY",
        "guestOsFeatures",
        List.of(Json.of("type", "UEFI_COMPATIBLE"), Json.of("type", "VIRTIO_SCSI_MULTIQUEUE")));
  }

  Map<String, Object> network(GceRequest request) throws GceError {
    Map<String, Object> network = networks.get(request.name());
    if (network == null) {
      throw GceError.notFound(request.resource());
    }
    return network;
  }

  /** Refuses a rule or a card in a network that is not there. */
  void requireNetwork(String url) throws GceError {
    if (!networks.containsKey(GceNames.last(url))) {
      throw GceError.notFound(url);
    }
  }

  Map<String, Object> subnetwork(GceRequest request) throws GceError {
    if (!request.name().equals("office-eu") || !request.place().equals("europe-west1")) {
      throw GceError.notFound(request.resource());
    }
    return Json.of(
        "name",
        request.name(),
        "network",
        "https://www.googleapis.com/compute/v1/projects/"
            + request.project()
            + "/global/networks/office");
  }

  Map<String, Object> address(GceRequest request) throws GceError {
    if (!request.name().equals("reserved")) {
      throw GceError.notFound(request.resource());
    }
    return Json.of("name", request.name(), "address", "203.0.113.77", "status", "RESERVED");
  }
}
