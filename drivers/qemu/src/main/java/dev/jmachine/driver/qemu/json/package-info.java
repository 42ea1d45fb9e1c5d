/**
 * How this driver starts its JSON library. It is asked in {@code status} and {@code ls}, which must
 * be quick.
 */
@NullMarked
package dev.jmachine.driver.qemu.json;

import org.jspecify.annotations.NullMarked;
