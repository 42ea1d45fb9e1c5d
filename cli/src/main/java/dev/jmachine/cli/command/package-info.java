/**
 * The subcommands, one file each, and the table that names them. A command describes its options
 * when it is wanted, reads them, calls the core and prints.
 */
@NullMarked
package dev.jmachine.cli.command;

import org.jspecify.annotations.NullMarked;
