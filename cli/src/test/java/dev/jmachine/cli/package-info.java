/**
 * Tests of the command line as its users meet it: arguments in, standard output, messages and exit
 * code out. Nothing here reaches the real standard streams.
 */
@NullMarked
package dev.jmachine.cli;

import org.jspecify.annotations.NullMarked;
