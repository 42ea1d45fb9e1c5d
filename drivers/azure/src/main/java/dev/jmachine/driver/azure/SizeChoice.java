package dev.jmachine.driver.azure;

import com.azure.resourcemanager.compute.fluent.models.ResourceSkuInner;
import com.azure.resourcemanager.compute.models.ResourceSkuRestrictions;
import com.azure.resourcemanager.compute.models.ResourceSkuRestrictionsType;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.failure.Nearest;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.ArmPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the size in the location, and says why it can't be had there. */
final class SizeChoice {
  private static final String SKUS = "2021-07-01";
  private static final String LOCATIONS = "2022-12-01";

  private final ArmCalls calls;
  private final Deadline deadline;
  private final AzureSettings settings;

  SizeChoice(ArmCalls calls, Deadline deadline, AzureSettings settings) {
    this.calls = calls;
    this.deadline = deadline;
    this.settings = settings;
  }

  /**
   * The size that the user wants.
   *
   * @throws MachineFailure CHECK where location or size do not exist, QUOTA where the subscription
   *     does not get the size
   */
  SizeFacts find() throws InterruptedException {
    List<ResourceSkuInner> all =
        calls
            .list(
                "find size " + settings.size(),
                deadline,
                new ArmPath(calls.arm().below("/providers/Microsoft.Compute/skus"), SKUS)
                    .with("$filter", "location eq '" + settings.location() + "'"),
                ResourceSkuInner::fromJson)
            .stream()
            .filter(sku -> "virtualMachines".equals(sku.resourceType()))
            .toList();
    if (all.isEmpty()) {
      throw noLocation();
    }
    ResourceSkuInner sku =
        all.stream()
            .filter(one -> settings.size().equalsIgnoreCase(one.name()))
            .findFirst()
            .orElseThrow(() -> noSize(all));
    SizeFacts facts = SizeFacts.of(sku);
    checkRestrictions(sku);
    check(facts);
    return facts;
  }

  private void check(SizeFacts facts) {
    String zone = settings.text(AzureOptions.ZONE);
    if (zone != null && !facts.zones().contains(zone)) {
      throw MachineFailure.check("size " + facts.name() + " is not in zone " + zone)
          .because(
              facts.zones().isEmpty()
                  ? settings.location() + " has it in no zone"
                  : settings.location() + " has it in " + String.join(", ", facts.zones()))
          .hint("another --" + AzureOptions.ZONE + ", or none");
    }
    boolean premium = settings.options().require(AzureOptions.STORAGE).startsWith("Premium");
    require(
        !settings.flag(AzureOptions.ACCELERATED) || facts.accelerated(),
        facts,
        "has no accelerated networking",
        AzureOptions.ACCELERATED);
    require(!settings.spot() || facts.spot(), facts, "is not to be had as spot", AzureOptions.SPOT);
    require(!premium || facts.premiumDisks(), facts, "takes no Premium disk", AzureOptions.STORAGE);
    require(
        !settings.flag(AzureOptions.HOST_ENCRYPTION) || facts.encryptsAtHost(),
        facts,
        "is not encrypted on its host",
        AzureOptions.HOST_ENCRYPTION);
  }

  private static void require(boolean has, SizeFacts facts, String lack, String option) {
    if (!has) {
      throw MachineFailure.check("size " + facts.name() + " " + lack)
          .hint("another --" + AzureOptions.SIZE + ", or leave --" + option + " away")
          .hint("az vm list-skus --size " + facts.name() + " shows what a size can");
    }
  }

  private void checkRestrictions(ResourceSkuInner sku) {
    List<ResourceSkuRestrictions> all = sku.restrictions();
    for (ResourceSkuRestrictions one : all == null ? List.<ResourceSkuRestrictions>of() : all) {
      if (applies(one)) {
        throw MachineFailure.of(FailureKind.QUOTA, "cannot have size " + sku.name())
            .because(
                settings.location() + " does not offer it to the subscription: " + one.reasonCode())
            .hint("another --" + AzureOptions.SIZE + " or --" + AzureOptions.LOCATION)
            .see("docs/drivers/azure.md#capacity");
      }
    }
  }

  private boolean applies(ResourceSkuRestrictions restriction) {
    if (restriction.type() == ResourceSkuRestrictionsType.LOCATION) {
      return true;
    }
    String zone = settings.text(AzureOptions.ZONE);
    return zone != null
        && restriction.restrictionInfo() != null
        && restriction.restrictionInfo().zones() != null
        && restriction.restrictionInfo().zones().contains(zone);
  }

  private MachineFailure noSize(List<ResourceSkuInner> all) {
    List<String> names = all.stream().map(ResourceSkuInner::name).toList();
    @Nullable String near = Nearest.to(settings.size(), names);
    return MachineFailure.check("cannot find size " + settings.size())
        .because(settings.location() + " does not have it")
        .hint("--" + AzureOptions.SIZE + " " + (near == null ? names.getFirst() : near))
        .hint(
            "az vm list-skus --location "
                + settings.location()
                + " --resource-type virtualMachines");
  }

  /** Azure lists no size for what is no location; only then it is asked which there are. */
  private MachineFailure noLocation() throws InterruptedException {
    List<String> names =
        calls.list(
            "list locations",
            deadline,
            new ArmPath(calls.arm().below("/locations"), LOCATIONS),
            Members::name);
    @Nullable String near = Nearest.to(settings.location(), names);
    return MachineFailure.check("cannot use location " + settings.location())
        .because(
            names.contains(settings.location())
                ? "it has no virtual machines"
                : "there is no such location")
        .hint("--" + AzureOptions.LOCATION + " " + (near == null ? "westeurope" : near))
        .hint("az account list-locations --query '[].name'");
  }
}
