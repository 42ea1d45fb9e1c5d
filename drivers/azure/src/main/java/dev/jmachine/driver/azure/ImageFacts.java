package dev.jmachine.driver.azure;

import com.azure.resourcemanager.compute.models.ImageReference;
import com.azure.resourcemanager.compute.models.Plan;
import org.jspecify.annotations.Nullable;

/**
 * The image of a create.
 *
 * @param reference with its version
 * @param plan under which it is bought; null for a free one
 * @param shown for people: "Canonical:ubuntu-24_04-lts:server:24.04.202609010"
 */
record ImageFacts(ImageReference reference, @Nullable Plan plan, String shown) {}
