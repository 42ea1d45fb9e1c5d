/**
 * Sees to it that a machine with a time to live goes when that is over: a small shell process of
 * its own, which outlives the command that started it, waits and then runs jmachine.
 */
@NullMarked
package dev.jmachine.cli.expiry;

import org.jspecify.annotations.NullMarked;
