@NullMarked
package dev.jmachine.driver.qemu.wire;

import org.jspecify.annotations.NullMarked;
