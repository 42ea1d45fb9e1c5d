/**
 * From "SSH answers" to "the engine answers over mutual TLS". The story is told in one class; the
 * packages below it hold the SSH connection, what is known of the host, and the engine's files.
 */
@NullMarked
package dev.jmachine.bootstrap;

import org.jspecify.annotations.NullMarked;
