package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.OpenPort;
import dev.jmachine.core.driver.Owner;
import dev.jmachine.core.driver.PlannedResource;
import dev.jmachine.core.machine.MachineName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Image;

/** What {@code create --dry-run} shows. */
final class AwsPlan {
  private static final String LATER = "(made at create)";

  private final MachineName name;
  private final AwsSettings settings;
  private final Choices choices;
  private final Owner owner;

  AwsPlan(MachineName name, AwsSettings settings, Choices choices, Owner owner) {
    this.name = name;
    this.owner = owner;
    this.settings = settings;
    this.choices = choices;
  }

  List<PlannedResource> resources() {
    List<PlannedResource> all = new ArrayList<>();
    if (choices.ownGroup()) {
      all.add(group());
    }
    all.add(instance());
    return all;
  }

  private PlannedResource group() {
    Map<String, String> details = new TreeMap<>();
    details.put("region", choices.region());
    details.put("vpc", String.valueOf(choices.vpc()));
    details.put(
        "ports",
        choices.ingress().ports().stream()
            .map(OpenPort::toString)
            .collect(Collectors.joining(", ")));
    details.put("open to", String.join(", ", choices.ingress().sources()));
    details.put("tags", tags());
    return new PlannedResource("security group", OwnGroup.name(name.value(), "UID"), details);
  }

  private PlannedResource instance() {
    Image image = choices.imageFor(settings.type());
    Map<String, String> details = new TreeMap<>();
    details.put("region", choices.region());
    details.put("type", settings.type());
    details.put("image", image.imageId() + " " + image.name());
    details.put("login", choices.user());
    details.put("subnet", choices.anySubnet() ? "a default one" : subnet());
    details.put("root volume", volume());
    details.put("market", settings.spot() ? "spot" : "on-demand");
    details.put("public address", settings.publicAddress() ? "yes" : "no");
    details.put(
        "security groups", choices.ownGroup() ? "its own" : String.join(", ", choices.groups()));
    details.put("tags", tags());
    return new PlannedResource("instance", name.value(), details);
  }

  private String subnet() {
    return choices.subnets().getFirst().subnetId();
  }

  private String volume() {
    return settings.options().require(AwsOptions.ROOT_SIZE)
        + " GB "
        + settings.options().require(AwsOptions.VOLUME_TYPE)
        + (settings.encrypted() ? ", encrypted" : ", not encrypted");
  }

  private String tags() {
    return AwsTags.of(name, LATER, settings, owner).entrySet().stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining(", "));
  }
}
