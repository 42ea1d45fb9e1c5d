/**
 * How EC2 is called: which account, region and endpoint, one call at a time that an interruption
 * ends at once, and every error as a failure of ours. The SDK's own retries are off; what may be
 * repeated is repeated in {@code Await}.
 */
@NullMarked
package dev.jmachine.driver.aws.api;

import org.jspecify.annotations.NullMarked;
