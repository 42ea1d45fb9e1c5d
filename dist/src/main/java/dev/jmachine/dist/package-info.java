/**
 * Puts the program together: runtime image, jars, driver folders, AOT caches, launchers. Runs at
 * build time only; nothing of it is shipped.
 */
@NullMarked
package dev.jmachine.dist;

import org.jspecify.annotations.NullMarked;
