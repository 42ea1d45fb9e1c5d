/**
 * The local Docker client's files: a context for each machine, and which context is current. Other
 * programs' contexts and settings stay to the letter.
 */
@NullMarked
package dev.jmachine.core.docker;

import org.jspecify.annotations.NullMarked;
