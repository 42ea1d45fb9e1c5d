/**
 * The driver interface: what a provider of hosts implements, and the option table from which flags,
 * help, environment look-up and documentation are made. Drivers import core alone.
 */
@NullMarked
package dev.jmachine.core.driver;

import org.jspecify.annotations.NullMarked;
