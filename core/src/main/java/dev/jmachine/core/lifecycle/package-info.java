/**
 * The stories: create, remove, start, stop, observe. They call a driver and a bootstrap through
 * interfaces and keep the store true at every moment.
 */
@NullMarked
package dev.jmachine.core.lifecycle;

import org.jspecify.annotations.NullMarked;
