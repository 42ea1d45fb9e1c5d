/**
 * The driver {@code google}: a machine is an instance of Compute Engine with a firewall rule of its
 * own, both marked as ours in the call that makes them. What is asked of Compute Engine, and in
 * which words it answers, is decided here; how it is called is {@code api}'s business.
 */
@NullMarked
package dev.jmachine.driver.google;

import org.jspecify.annotations.NullMarked;
