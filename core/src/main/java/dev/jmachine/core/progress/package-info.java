/**
 * Reports long work as it goes: steps that start, report and end. Who runs the work sends sealed
 * events; who shows them (terminal, plain lines, JSON) lives in the command line.
 */
@NullMarked
package dev.jmachine.core.progress;

import org.jspecify.annotations.NullMarked;
