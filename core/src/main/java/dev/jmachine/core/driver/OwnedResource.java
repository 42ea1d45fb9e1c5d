package dev.jmachine.core.driver;

import dev.jmachine.core.resource.Resource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A resource of ours that was found without a record.
 *
 * @param machineName the name in its tag; empty for what belongs to no machine, such as a half-made
 *     image
 * @param machineUid the uid in its tag; empty likewise
 * @param resource as it can be given to {@link Driver#delete}
 * @param owner who made it and in which store; null where it does not say
 * @param created when it was made; null where nothing tells
 * @param expires when it should be gone, by its tag; null for never
 */
public record OwnedResource(
    String machineName,
    String machineUid,
    Resource resource,
    @Nullable Owner owner,
    @Nullable Instant created,
    @Nullable Instant expires) {
  /** Of which only the machine is known. */
  public OwnedResource(String machineName, String machineUid, Resource resource) {
    this(machineName, machineUid, resource, null, null, null);
  }
}
