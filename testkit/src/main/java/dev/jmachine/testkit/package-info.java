/**
 * Fakes and contracts for tests of jmachine and of drivers that others write: time that passes at
 * once, a provider that lives in memory and fails where told to, and the tests that every driver
 * passes.
 */
@NullMarked
package dev.jmachine.testkit;

import org.jspecify.annotations.NullMarked;
