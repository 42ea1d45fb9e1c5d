package dev.jmachine.driver.azure;

import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.ArmPath;
import dev.jmachine.driver.azure.api.AzureAccount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what carries our tags, in all locations of a subscription. */
final class AzureInventory {
  private static final Pattern GROUP =
      Pattern.compile("/resourceGroups/([^/]+)", Pattern.CASE_INSENSITIVE);

  private final AzureAccount account;
  private final ArmCalls calls;
  private final Deadline deadline;

  AzureInventory(AzureAccount account, ArmCalls calls, Deadline deadline) {
    this.account = account;
    this.calls = calls;
    this.deadline = deadline;
  }

  private record Found(Kind kind, OwnedResource resource) {}

  /**
   * In the order of making. Azure can filter by a tag, but then leaves the tags out of the answer,
   * so that the whole list is read.
   */
  List<OwnedResource> find() throws InterruptedException {
    List<Found> all = new ArrayList<>();
    for (Members group : list("/resourcegroups")) {
      owned(group, Kind.GROUP, group.name()).ifPresent(all::add);
    }
    for (Members member : list("/resources")) {
      Kind kind = Kind.ofType(member.type());
      Matcher group = GROUP.matcher(member.id());
      if (kind != null && group.find()) {
        owned(member, kind, group.group(1)).ifPresent(all::add);
      }
    }
    return all.stream().sorted(Comparator.comparing(Found::kind)).map(Found::resource).toList();
  }

  private List<Members> list(String path) throws InterruptedException {
    return calls.list(
        "list resources",
        deadline,
        new ArmPath(calls.arm().below(path), Kind.GROUP.apiVersion()),
        Members::of);
  }

  /** Tags are copied, to a snapshot say; the name with the uid in it is what only we give. */
  private Optional<Found> owned(Members member, Kind kind, String group) {
    Map<String, String> tags = member.tags();
    String uid = tags.get(AzureTags.OURS.uid());
    String name = tags.getOrDefault(AzureTags.OURS.name(), "");
    if (uid == null || !member.name().equalsIgnoreCase(Names.of(name, uid).of(kind))) {
      return Optional.empty();
    }
    boolean own = group.equalsIgnoreCase(Names.of(name, uid).of(Kind.GROUP));
    Map<String, String> attributes = new Place(group, own).with(account.attributes());
    Resource resource = new Resource(kind.word(), member.name(), member.id(), attributes);
    return AzureTags.OURS.owned(tags, resource).map(found -> new Found(kind, found));
  }
}
