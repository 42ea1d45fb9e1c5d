/**
 * Named moments that the stories pass through, so that tests can end the packaged program at each
 * of them. Outside of such a test a moment is a null check and nothing else.
 */
@NullMarked
package dev.jmachine.core.point;

import org.jspecify.annotations.NullMarked;
