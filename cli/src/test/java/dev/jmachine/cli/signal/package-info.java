/**
 * Tests of what signals do, by sending them to a process. Each process is a JVM of the test's own,
 * which the test ends.
 */
@NullMarked
package dev.jmachine.cli.signal;

import org.jspecify.annotations.NullMarked;
