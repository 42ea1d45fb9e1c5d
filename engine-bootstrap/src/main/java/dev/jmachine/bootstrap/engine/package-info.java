/**
 * The engine: its configuration files as pure functions, and a small client that asks it for its
 * version over mutual TLS. Needs the JDK and a JSON reader alone, no SSH.
 */
@NullMarked
package dev.jmachine.bootstrap.engine;

import org.jspecify.annotations.NullMarked;
