/**
 * The pages of docs/commands, made from what the commands say of themselves. A test compares them
 * with the ones in the repository, and writes them when asked to.
 */
@NullMarked
package dev.jmachine.docs;

import org.jspecify.annotations.NullMarked;
