@NullMarked
package dev.jmachine.driver.qemu.image;

import org.jspecify.annotations.NullMarked;
