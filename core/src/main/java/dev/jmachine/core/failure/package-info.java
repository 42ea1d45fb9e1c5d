/**
 * What can go wrong, in the words that the user reads: what failed, why, what is left behind, what
 * to type next. Each part of jmachine maps its own errors to these and nothing else is caught
 * further up.
 */
@NullMarked
package dev.jmachine.core.failure;

import org.jspecify.annotations.NullMarked;
