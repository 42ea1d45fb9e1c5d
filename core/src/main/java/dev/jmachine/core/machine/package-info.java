/**
 * The model: what a machine is, what the user asked for and how its host and its engine are
 * reached. Immutable values that validate themselves; no secret and no behaviour.
 */
@NullMarked
package dev.jmachine.core.machine;

import org.jspecify.annotations.NullMarked;
