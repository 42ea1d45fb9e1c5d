package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Firewall;
import com.google.cloud.compute.v1.Instance;
import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.driver.google.api.GoogleAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what carries our marks in a project. */
final class GoogleInventory {
  private final GoogleAccount account;
  private final OwnResources own;

  GoogleInventory(GoogleAccount account, OwnResources own) {
    this.account = account;
    this.own = own;
  }

  /** In the order of making: a rule before the instance that it lets us into. */
  List<OwnedResource> all() throws InterruptedException {
    List<OwnedResource> found = new ArrayList<>();
    for (Firewall rule : own.firewalls()) {
      Resource resource =
          new Resource(Kind.FIREWALL, rule.getName(), rule.getName(), account.attributes());
      GoogleTags.owned(rule, resource).ifPresent(found::add);
    }
    OwnResources.Listed listed = own.instances();
    if (!listed.silent().isEmpty()) {
      // a rule whose instance is not seen would look like one without
      throw MachineFailure.of(FailureKind.UNAVAILABLE, "cannot list instances")
          .because("zone " + String.join(", ", listed.silent()) + " does not answer");
    }
    for (Instance instance : listed.instances()) {
      GoogleTags.owned(instance, resource(instance)).ifPresent(found::add);
    }
    return found;
  }

  private Resource resource(Instance instance) {
    Map<String, String> attributes =
        InstanceId.in(Place.last(instance.getZone()), account.attributes());
    return new Resource(Kind.INSTANCE, instance.getName(), instance.getName(), attributes);
  }
}
