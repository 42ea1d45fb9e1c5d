/**
 * How Azure Resource Manager is called: which account and endpoint, one call at a time on
 * azure-core's pipeline, operations that run on followed to their end, and every error as a failure
 * of ours. Nothing is retried here but a call whose token had expired; what may be repeated is
 * repeated in {@code Await}.
 */
@NullMarked
package dev.jmachine.driver.azure.api;

import org.jspecify.annotations.NullMarked;
