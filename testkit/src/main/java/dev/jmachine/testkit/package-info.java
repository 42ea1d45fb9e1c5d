/**
 * For the tests of drivers, ours and other people's: the driver contract, fakes of the core's
 * surroundings and an in-process SSH server. Nothing of it is in the program.
 */
@NullMarked
package dev.jmachine.testkit;

import org.jspecify.annotations.NullMarked;
