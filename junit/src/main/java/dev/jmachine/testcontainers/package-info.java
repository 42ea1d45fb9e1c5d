/**
 * Testcontainers on a jmachine host: the strategy that its ServiceLoader finds, and published ports
 * made to answer here. Loaded by Testcontainers alone, which users of JUnit need not have.
 */
@NullMarked
package dev.jmachine.testcontainers;

import org.jspecify.annotations.NullMarked;
