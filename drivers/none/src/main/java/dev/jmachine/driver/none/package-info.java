/**
 * The driver {@code none}: an engine that is there already, known by its URL and client
 * certificates. No host is made, logged in to or switched; the engine is used as it is.
 */
@NullMarked
package dev.jmachine.driver.none;

import org.jspecify.annotations.NullMarked;
