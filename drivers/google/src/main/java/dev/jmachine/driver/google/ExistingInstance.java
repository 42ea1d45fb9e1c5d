package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Items;
import com.google.cloud.compute.v1.Metadata;
import com.google.cloud.compute.v1.Tags;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An instance that was there before: our key and our network tag go on it and come off it again.
 * All else in its metadata and tags stays.
 */
final class ExistingInstance {
  private final Compute compute;
  private final InstanceId id;
  private final InstanceChange change;

  ExistingInstance(Compute compute, CloudCalls calls, InstanceId id, Deadline deadline) {
    this.compute = compute;
    this.id = id;
    Deadline known = deadline.atMost(Duration.ZERO); // it was there before
    this.change = new InstanceChange(compute, calls, id, known, deadline);
  }

  /**
   * Puts both on.
   *
   * @param line of {@code ssh-keys}
   * @param comment by which the line is known as ours
   */
  void add(String line, String comment, String tag) throws InterruptedException {
    setKeys(keys -> added(without(keys, comment), line));
    setTags(tags -> added(without(tags, tag), tag));
  }

  /** Takes both off. */
  void remove(String comment, String tag) throws InterruptedException {
    setKeys(keys -> without(keys, comment));
    setTags(tags -> without(tags, tag));
  }

  private static List<String> added(List<String> all, String one) {
    List<String> more = new ArrayList<>(all);
    more.add(one);
    return more;
  }

  private static List<String> without(List<String> all, String ending) {
    return all.stream().filter(one -> !one.endsWith(ending)).toList();
  }

  private void setKeys(UnaryOperator<List<String>> edit) throws InterruptedException {
    change.make(
        "change the keys of instance " + id,
        instance -> {
          List<String> before = lines(instance.getMetadata());
          List<String> after = edit.apply(before);
          return before.equals(after)
              ? null
              : () ->
                  compute
                      .instances()
                      .setMetadata(id.zone(), id.name(), with(instance.getMetadata(), after));
        });
  }

  private static List<String> lines(Metadata metadata) {
    for (Items item : metadata.getItemsList()) {
      if (item.getKey().equals(GoogleMetadata.SSH_KEYS)) {
        return item.getValue().lines().toList();
      }
    }
    return List.of();
  }

  private static Metadata with(Metadata before, List<String> lines) {
    Metadata.Builder metadata = Metadata.newBuilder().setFingerprint(before.getFingerprint());
    for (Items item : before.getItemsList()) {
      if (!item.getKey().equals(GoogleMetadata.SSH_KEYS)) {
        metadata.addItems(item);
      }
    }
    if (!lines.isEmpty()) {
      metadata.addItems(GoogleMetadata.item(GoogleMetadata.SSH_KEYS, String.join("\n", lines)));
    }
    return metadata.build();
  }

  private void setTags(UnaryOperator<List<String>> edit) throws InterruptedException {
    change.make(
        "change the network tags of instance " + id,
        instance -> {
          List<String> before = instance.getTags().getItemsList();
          List<String> after = edit.apply(before);
          Tags tags =
              Tags.newBuilder()
                  .setFingerprint(instance.getTags().getFingerprint())
                  .addAllItems(after)
                  .build();
          return before.equals(after)
              ? null
              : () -> compute.instances().setTags(id.zone(), id.name(), tags);
        });
  }
}
