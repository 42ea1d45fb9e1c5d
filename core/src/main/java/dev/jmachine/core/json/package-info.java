/**
 * JSON as text and as plain trees, for what has no type of its own: {@code -o json} and files of
 * other programs. Hides the JSON library, and loads nothing heavy for it.
 */
@NullMarked
package dev.jmachine.core.json;

import org.jspecify.annotations.NullMarked;
