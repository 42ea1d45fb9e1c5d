/** Tests on a Compute Engine in this process, with time that passes at once. */
@org.jspecify.annotations.NullMarked
package dev.jmachine.driver.google;
