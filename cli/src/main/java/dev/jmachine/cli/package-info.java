/**
 * The jmachine command: parse, call, print. It builds only the subcommand that was asked for, maps
 * every outcome to an exit code and prints an error once.
 */
@NullMarked
package dev.jmachine.cli;

import org.jspecify.annotations.NullMarked;
