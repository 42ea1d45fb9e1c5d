/**
 * Docker hosts for any JVM program: a host is ordered, used and closed. The work is done by the
 * {@code jmachine} program as a process of its own (ADR 0010); nothing here needs JUnit.
 */
@NullMarked
package dev.jmachine.client;

import org.jspecify.annotations.NullMarked;
