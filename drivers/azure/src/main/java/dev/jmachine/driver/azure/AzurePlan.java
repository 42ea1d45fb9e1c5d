package dev.jmachine.driver.azure;

import dev.jmachine.core.cloud.OpenPort;
import dev.jmachine.core.driver.Owner;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.machine.MachineName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code create --dry-run} shows. */
final class AzurePlan {
  private static final String LATER = "(made at create)";

  private final MachineName name;
  private final AzureSettings settings;
  private final Choices choices;
  private final Owner owner;
  private final Names names;
  private final Place place;

  AzurePlan(MachineName name, AzureSettings settings, Choices choices, Owner owner) {
    this.name = name;
    this.settings = settings;
    this.choices = choices;
    this.owner = owner;
    this.names = Names.of(name.value(), "UID");
    this.place = AzureCreation.place(settings, names);
  }

  List<PlannedResource> resources() {
    List<PlannedResource> all = new ArrayList<>();
    NetworkChoice.Network users = choices.network();
    if (place.own()) {
      all.add(planned(Kind.GROUP, Map.of()));
    }
    if (place.own() && settings.text(AzureOptions.SET) != null) {
      all.add(planned(Kind.SET, Map.of()));
    }
    if (users.nsg() == null) {
      all.add(planned(Kind.NSG, ingress()));
    }
    if (users.subnet() == null) {
      all.add(
          planned(
              Kind.VNET,
              Map.of(
                  "range",
                  text(AzureOptions.SUBNET_PREFIX),
                  "subnet",
                  new NetworkOrders(settings).subnet())));
    }
    if (settings.publicAddress()) {
      all.add(planned(Kind.ADDRESS, Map.of("sku", "Standard, static")));
    }
    all.add(
        planned(Kind.NIC, Map.of("subnet", or(users.subnet()), "security group", or(users.nsg()))));
    all.add(
        planned(
            Kind.DISK,
            Map.of(
                "size", text(AzureOptions.DISK_SIZE) + " GB", "type", text(AzureOptions.STORAGE))));
    all.add(planned(Kind.VM, machine()));
    return all;
  }

  private static String or(@org.jspecify.annotations.Nullable String id) {
    return id == null ? "its own" : id;
  }

  private String text(String option) {
    return settings.options().require(option);
  }

  private Map<String, String> ingress() {
    return Map.of(
        "ports",
        choices.ingress().ports().stream()
            .map(OpenPort::toString)
            .collect(Collectors.joining(", ")),
        "open to",
        String.join(", ", choices.ingress().sources()));
  }

  private Map<String, String> machine() {
    Map<String, String> details = new TreeMap<>();
    details.put("size", settings.size());
    details.put("image", choices.image().shown());
    details.put("login", settings.user());
    details.put(
        "market",
        settings.spot() ? "spot, " + text(AzureOptions.EVICTION) + " when taken back" : "regular");
    String zone = settings.text(AzureOptions.ZONE);
    if (zone != null) {
      details.put("zone", zone);
    }
    return details;
  }

  private PlannedResource planned(Kind kind, Map<String, String> more) {
    Map<String, String> details = new TreeMap<>(more);
    details.put("location", settings.location());
    details.put("resource group", place.group());
    details.put("tags", tags());
    return new PlannedResource(kind.words(), names.of(kind), details);
  }

  private String tags() {
    return AzureTags.of(name, LATER, settings, owner).entrySet().stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining(", "));
  }
}
