/**
 * The only place that waits: deadlines, back-off and one polling loop. Clock and pause are
 * injected, so that no test sleeps.
 */
@NullMarked
package dev.jmachine.core.time;

import org.jspecify.annotations.NullMarked;
