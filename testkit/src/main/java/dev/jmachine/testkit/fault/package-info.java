/**
 * The faults that a tool for hosts must live through, by their numbers in docs/faults.md. A test
 * that injects one carries it.
 */
@NullMarked
package dev.jmachine.testkit.fault;

import org.jspecify.annotations.NullMarked;
