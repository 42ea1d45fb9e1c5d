/**
 * Blocking calls of libraries that know no deadline and no cancellation. What is run through here
 * ends when it should, and an interruption is an InterruptedException.
 */
@NullMarked
package dev.jmachine.bootstrap.blocking;

import org.jspecify.annotations.NullMarked;
