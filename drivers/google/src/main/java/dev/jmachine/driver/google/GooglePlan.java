package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Image;
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
final class GooglePlan {
  private final MachineName name;
  private final String project;
  private final GoogleSettings settings;
  private final Choices choices;
  private final Owner owner;

  GooglePlan(
      MachineName name, String project, GoogleSettings settings, Choices choices, Owner owner) {
    this.name = name;
    this.project = project;
    this.settings = settings;
    this.choices = choices;
    this.owner = owner;
  }

  List<PlannedResource> resources() {
    List<PlannedResource> all = new ArrayList<>();
    if (choices.ownRule()) {
      all.add(rule());
    }
    all.add(settings.existing() ? login() : instance());
    return all;
  }

  private PlannedResource rule() {
    Map<String, String> details = new TreeMap<>();
    details.put("project", choices.networkProject());
    details.put("network", Place.last(choices.network()));
    details.put(
        "ports",
        choices.ingress().ports().stream()
            .map(OpenPort::toString)
            .collect(Collectors.joining(", ")));
    details.put("open to", String.join(", ", choices.ingress().sources()));
    details.put("for network tag", own());
    details.put("description", labels());
    return new PlannedResource("firewall rule", own(), details);
  }

  private PlannedResource login() {
    Map<String, String> details = new TreeMap<>();
    details.put("project", project);
    details.put("zone", settings.zone());
    details.put("login", settings.user());
    if (choices.ownRule()) {
      details.put("network tags", own());
    }
    return new PlannedResource("login on the instance", name.value(), details);
  }

  private PlannedResource instance() {
    Image image = choices.imageFor(settings.type());
    Map<String, String> details = new TreeMap<>();
    details.put("project", project);
    details.put("zone", settings.zone());
    details.put("type", settings.type());
    details.put("image", image.getName());
    details.put("login", settings.user());
    details.put("network", Place.last(choices.network()));
    details.put("boot disk", disk(image));
    details.put("market", settings.spot() ? "spot" : "on-demand");
    details.put("external address", settings.externalAddress() ? "yes" : "no");
    details.put("network tags", String.join(", ", choices.networkTags(settings, own())));
    String account = settings.serviceAccount();
    details.put("service account", account == null ? "none" : account);
    details.put("labels", labels());
    return new PlannedResource("instance", own(), details);
  }

  private String own() {
    return GoogleNames.of(name, "uid");
  }

  private String disk(Image image) {
    long wanted = settings.options().number(GoogleOptions.DISK_SIZE);
    return Math.max(wanted, image.getDiskSizeGb())
        + " GB "
        + settings.options().require(GoogleOptions.DISK_TYPE)
        + ", deleted with the instance";
  }

  private String labels() {
    Map<String, String> labels = new TreeMap<>(settings.labels());
    labels.putAll(GoogleTags.labels(GoogleTags.OURS.of(name, "uid", owner)));
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(", "));
  }
}
