@NullMarked
package dev.jmachine.driver.qemu.vm;

import org.jspecify.annotations.NullMarked;
