/**
 * Looks at every link between the user and a machine's engine, and says which one is broken. Each
 * finding has the command that mends it; nothing is changed.
 */
@NullMarked
package dev.jmachine.cli.doctor;

import org.jspecify.annotations.NullMarked;
