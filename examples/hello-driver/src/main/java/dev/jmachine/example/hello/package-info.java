/**
 * The example driver {@code hello}, explained in docs/writing-a-driver.md. Its instances are
 * entries in a folder that plays a cloud; everything else is as in a driver for a real one.
 */
@NullMarked
package dev.jmachine.example.hello;

import org.jspecify.annotations.NullMarked;
