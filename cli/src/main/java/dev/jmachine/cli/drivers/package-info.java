/**
 * Finds drivers: those on the class path, and those with a folder and a JVM of their own. Makes
 * flags, help and values out of a driver's option table.
 */
@NullMarked
package dev.jmachine.cli.drivers;

import org.jspecify.annotations.NullMarked;
