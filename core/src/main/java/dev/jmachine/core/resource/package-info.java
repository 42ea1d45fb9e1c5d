/**
 * The write-ahead list of what a create makes at a provider. Each intent is on disk before its call
 * and each id after it, so that one reverse walk can remove everything.
 */
@NullMarked
package dev.jmachine.core.resource;

import org.jspecify.annotations.NullMarked;
