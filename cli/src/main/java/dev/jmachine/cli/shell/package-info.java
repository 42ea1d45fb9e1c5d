/**
 * The shells that {@code jmachine env} writes for: how each sets and unsets a variable, and how a
 * value is quoted there whatever it holds.
 */
@NullMarked
package dev.jmachine.cli.shell;

import org.jspecify.annotations.NullMarked;
