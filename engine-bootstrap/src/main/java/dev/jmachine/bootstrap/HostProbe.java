package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.host.HostFacts;
import java.time.Duration;

/**
 * What {@code doctor} learns over SSH: that the login works, and the rest.
 *
 * @param host the host, read only
 * @param clockSkew how far its clock is ahead of ours; negative where it is slow
 */
public record HostProbe(HostFacts host, Duration clockSkew) {}
