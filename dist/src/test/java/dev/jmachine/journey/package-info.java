/**
 * The packaged program as a user meets it: the README's commands and what follows from them, on a
 * real virtual machine with the real Docker client.
 */
@NullMarked
package dev.jmachine.journey;

import org.jspecify.annotations.NullMarked;
