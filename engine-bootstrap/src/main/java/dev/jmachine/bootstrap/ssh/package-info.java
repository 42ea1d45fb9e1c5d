/**
 * One SSH connection to a host: pinned host keys, a short list of modern algorithms, many channels.
 * No other package of jmachine knows the SSH library.
 */
@NullMarked
package dev.jmachine.bootstrap.ssh;

import org.jspecify.annotations.NullMarked;
