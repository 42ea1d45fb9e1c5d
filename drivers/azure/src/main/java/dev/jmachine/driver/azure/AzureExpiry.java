package dev.jmachine.driver.azure;

import com.azure.resourcemanager.resources.fluent.models.TagsResourceInner;
import com.azure.resourcemanager.resources.models.Tags;
import com.azure.resourcemanager.resources.models.TagsPatchOperation;
import com.azure.resourcemanager.resources.models.TagsPatchResource;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.ArmPath;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which a resource should be gone, in its tag. Azure itself ends nothing: {@code
 * jmachine gc} does, on whatever computer it runs.
 */
final class AzureExpiry {
  private final ArmCalls calls;
  private final Deadline deadline;

  AzureExpiry(ArmCalls calls, Deadline deadline) {
    this.calls = calls;
    this.deadline = deadline;
  }

  /** Writes the tag, or removes it for null. */
  void move(String id, @Nullable Instant expires) throws InterruptedException {
    ArmPath tags =
        new ArmPath(id + "/providers/Microsoft.Resources/tags/default", Kind.GROUP.apiVersion());
    if (expires != null) {
      patch(tags, TagsPatchOperation.MERGE, Map.of(AzureTags.OURS.expires(), expires.toString()));
      return;
    }
    TagsResourceInner now = calls.get("read tags", deadline, tags, TagsResourceInner::fromJson);
    Map<String, String> others = new TreeMap<>(now.properties().tags());
    if (others.remove(AzureTags.OURS.expires()) != null) {
      patch(tags, TagsPatchOperation.REPLACE, others);
    }
  }

  private void patch(ArmPath path, TagsPatchOperation operation, Map<String, String> values)
      throws InterruptedException {
    TagsPatchResource body =
        new TagsPatchResource()
            .withOperation(operation)
            .withProperties(new Tags().withTags(values));
    calls.change("move the expiry", deadline, _ -> {}, () -> calls.arm().patch(path, body));
  }
}
