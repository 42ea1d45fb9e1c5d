/**
 * Tests of finding drivers, of their options, and of handing a command to a driver's JVM. A
 * launcher is a script here, so that what is handed over can be seen.
 */
@NullMarked
package dev.jmachine.cli.drivers;

import org.jspecify.annotations.NullMarked;
