/**
 * Real hosts for integration tests: a Debian with systemd and sshd in namespaces of its own, ready
 * in seconds on an address that only this computer reaches. Needs root and mmdebstrap.
 */
@NullMarked
package dev.jmachine.testkit.host;

import org.jspecify.annotations.NullMarked;
