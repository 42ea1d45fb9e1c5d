package dev.jmachine.core.driver;

import java.util.Map;

/**
 * One line of {@code create --dry-run}.
 *
 * @param kind the provider's word: "virtual machine"
 * @param name the name it would have
 * @param details what the user may want to check before paying: size, image, ports, tags; in order
 *     of the keys
 */
public record PlannedResource(String kind, String name, Map<String, String> details) {}
