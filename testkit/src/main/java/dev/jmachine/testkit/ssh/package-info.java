/**
 * An SSH server inside the test's own process: real protocol and real keys on a port of 127.0.0.1,
 * with faults on demand. What a command does is the test's choice.
 */
@NullMarked
package dev.jmachine.testkit.ssh;

import org.jspecify.annotations.NullMarked;
