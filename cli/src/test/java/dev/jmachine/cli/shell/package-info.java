/**
 * Tests of what {@code env} writes, by the real shells where they are installed. Hostile values
 * must arrive unchanged and run nothing.
 */
@NullMarked
package dev.jmachine.cli.shell;

import org.jspecify.annotations.NullMarked;
