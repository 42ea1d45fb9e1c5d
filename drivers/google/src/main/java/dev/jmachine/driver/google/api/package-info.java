/**
 * How Compute Engine is called: as whom and in which project, one call at a time, and every error
 * as a failure of ours. The SDK's own retries are off; what may be repeated is repeated in {@code
 * Await}.
 */
@NullMarked
package dev.jmachine.driver.google.api;

import org.jspecify.annotations.NullMarked;
