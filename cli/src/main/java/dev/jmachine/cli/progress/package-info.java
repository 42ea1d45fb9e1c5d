/**
 * Shows progress events on standard error: live lines on a terminal, plain lines, JSON lines or
 * nothing.
 */
@NullMarked
package dev.jmachine.cli.progress;

import org.jspecify.annotations.NullMarked;
