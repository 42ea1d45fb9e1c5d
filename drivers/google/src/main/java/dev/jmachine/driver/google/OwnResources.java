package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Firewall;
import com.google.cloud.compute.v1.FirewallList;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.InstanceAggregatedList;
import com.google.cloud.compute.v1.InstancesScopedList;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lists what is ours in a project, in as few pages as Compute Engine allows. */
final class OwnResources {
  private static final String LABELLED = "labels." + GoogleTags.OURS.uid() + ":*";
  private static final String NAMED = "name eq jm-.*";

  private final Compute compute;
  private final CloudCalls calls;
  private final Deadline deadline;

  OwnResources(Compute compute, CloudCalls calls, Deadline deadline) {
    this.compute = compute;
    this.calls = calls;
    this.deadline = deadline;
  }

  /**
   * The instances of all zones.
   *
   * @param instances that were listed
   * @param silent zones that did not answer: what is there is not known
   */
  record Listed(List<Instance> instances, Set<String> silent) {}

  Listed instances() throws InterruptedException {
    List<Instance> all = new ArrayList<>();
    Set<String> silent = new TreeSet<>();
    String token = "";
    do {
      String from = token;
      InstanceAggregatedList page =
          calls.retried("list instances", deadline, () -> compute.instances().page(LABELLED, from));
      page.getItemsMap()
          .forEach(
              (scope, there) -> {
                all.addAll(there.getInstancesList());
                if (isSilent(there)) {
                  silent.add(Place.last(scope));
                }
              });
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return new Listed(all, silent);
  }

  private static boolean isSilent(InstancesScopedList there) {
    return there.hasWarning() && there.getWarning().getCode().equals("UNREACHABLE");
  }

  List<Firewall> firewalls() throws InterruptedException {
    List<Firewall> all = new ArrayList<>();
    String token = "";
    do {
      String from = token;
      FirewallList page =
          calls.retried(
              "list firewall rules", deadline, () -> compute.firewalls().page(NAMED, from));
      all.addAll(page.getItemsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return all;
  }
}
