@NullMarked
package dev.jmachine.driver.qemu.seed;

import org.jspecify.annotations.NullMarked;
