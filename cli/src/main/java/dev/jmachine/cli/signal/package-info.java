/** Turns signals into cancellation: the first interrupts the command, the second leaves at once. */
@NullMarked
package dev.jmachine.cli.signal;

import org.jspecify.annotations.NullMarked;
