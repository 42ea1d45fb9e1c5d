/**
 * The packaged program, killed at every point and at random moments, and in many processes at once.
 * What is left is looked at as a user would: by its commands, and by the provider's own list.
 */
@NullMarked
package dev.jmachine.crash;

import org.jspecify.annotations.NullMarked;
