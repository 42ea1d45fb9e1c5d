package dev.jmachine.driver.azure;

import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.ArmPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what of the user's the machine is put into: group, network, security group, set. */
final class NetworkChoice {
  private final ArmCalls calls;
  private final Deadline deadline;
  private final AzureSettings settings;

  NetworkChoice(ArmCalls calls, Deadline deadline, AzureSettings settings) {
    this.calls = calls;
    this.deadline = deadline;
    this.settings = settings;
  }

  /**
   * What there is.
   *
   * @param subnet id of a subnet; null for a network of our own
   * @param nsg id of a security group; null for one of our own
   * @param set id of an availability set in a group of the user's; null for none or one of our own
   */
  record Network(@Nullable String subnet, @Nullable String nsg, @Nullable String set) {}

  /**
   * The user's things.
   *
   * @throws MachineFailure CHECK for one that does not exist
   */
  Network find() throws InterruptedException {
    String group = settings.text(AzureOptions.GROUP);
    if (group != null) {
      require(
          AzureOptions.GROUP, group, new Place(group, false).path(calls.arm(), Kind.GROUP, group));
    }
    return new Network(subnet(), nsg(), group == null ? null : set(group));
  }

  private @Nullable String set(String group) throws InterruptedException {
    String name = settings.text(AzureOptions.SET);
    return name == null
        ? null
        : require(
            AzureOptions.SET, name, new Place(group, false).path(calls.arm(), Kind.SET, name));
  }

  private @Nullable String nsg() throws InterruptedException {
    String word = settings.text(AzureOptions.NSG);
    return word == null
        ? null
        : require(AzureOptions.NSG, word, path(AzureOptions.NSG, Kind.NSG, word));
  }

  private String require(String option, String word, ArmPath path) throws InterruptedException {
    Members found = calls.find("find " + word, deadline, path, Members::of);
    if (found == null) {
      throw none(option, word);
    }
    if (!option.equals(AzureOptions.GROUP)) { // which takes what is elsewhere
      requireHere(word, found.location());
    }
    return path.path();
  }

  private void requireHere(String word, @Nullable String location) {
    if (location != null && !settings.location().equalsIgnoreCase(location)) {
      throw MachineFailure.check("cannot use " + word)
          .because("it is in " + location + ", the machine in " + settings.location())
          .hint("--" + AzureOptions.LOCATION + " " + location);
    }
  }

  private MachineFailure none(String option, String word) {
    MachineFailure none =
        MachineFailure.check("cannot find " + word)
            .because("there is none of that name for --" + option);
    if (option.equals(AzureOptions.GROUP)) {
      none = none.hint("az group create --name " + word + " --location " + settings.location());
    }
    return none.hint("leave --" + option + " away: then the machine gets one of its own")
        .see("docs/drivers/azure.md#network");
  }

  /** "[GROUP:]NAME" as docker-machine takes it, or an id. */
  private ArmPath path(String option, Kind kind, String word) {
    if (word.startsWith("/")) {
      return new ArmPath(word, kind.apiVersion());
    }
    int colon = word.indexOf(':');
    String group = colon < 0 ? settings.text(AzureOptions.GROUP) : word.substring(0, colon);
    if (group == null) {
      throw MachineFailure.usage("--" + option + " needs the resource group of " + word)
          .hint("--" + option + " GROUP:" + word);
    }
    return new Place(group, false).path(calls.arm(), kind, word.substring(colon + 1));
  }

  private @Nullable String subnet() throws InterruptedException {
    String word = settings.text(AzureOptions.VNET);
    if (word == null) {
      return null;
    }
    VirtualNetworkInner network =
        calls.find(
            "find network " + word,
            deadline,
            path(AzureOptions.VNET, Kind.VNET, word),
            VirtualNetworkInner::fromJson);
    if (network == null) {
      throw none(AzureOptions.VNET, word);
    }
    requireHere(word, network.location());
    return subnetOf(word, network.subnets() == null ? List.of() : network.subnets());
  }

  private String subnetOf(String network, List<SubnetInner> all) {
    String wanted = settings.text(AzureOptions.SUBNET);
    List<SubnetInner> found =
        all.stream().filter(s -> wanted == null || wanted.equalsIgnoreCase(s.name())).toList();
    if (found.size() != 1) {
      String names = String.join(", ", all.stream().map(SubnetInner::name).toList());
      throw MachineFailure.check("cannot choose a subnet of network " + network)
          .because(
              wanted == null
                  ? "it has " + (all.isEmpty() ? "none" : names)
                  : "it has no " + wanted + ", but " + (all.isEmpty() ? "none at all" : names))
          .hint("--" + AzureOptions.SUBNET + " with one of them");
    }
    return found.getFirst().id();
  }
}
