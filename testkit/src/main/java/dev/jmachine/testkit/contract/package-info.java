/**
 * What every driver does, as tests: a driver's own test extends {@link
 * dev.jmachine.testkit.contract.DriverContract} and says how its provider is faked.
 */
@NullMarked
package dev.jmachine.testkit.contract;

import org.jspecify.annotations.NullMarked;
