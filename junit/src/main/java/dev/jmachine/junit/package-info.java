/**
 * The JUnit Jupiter extension: a Docker host for a field or a parameter of a test. Which host and
 * how long it lives is said by one annotation.
 */
@NullMarked
package dev.jmachine.junit;

import org.jspecify.annotations.NullMarked;
