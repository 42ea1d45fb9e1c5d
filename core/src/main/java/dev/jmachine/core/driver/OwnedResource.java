package dev.jmachine.core.driver;

import dev.jmachine.core.resource.Resource;

/**
 * A resource that carries our owner's tag, found without a record.
 *
 * @param machineName the name in its tag
 * @param machineUid the uid in its tag
 * @param resource as it can be given to {@link Driver#delete}
 */
public record OwnedResource(String machineName, String machineUid, Resource resource) {}
