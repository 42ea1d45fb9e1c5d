@NullMarked
package dev.jmachine.driver.qemu;

import org.jspecify.annotations.NullMarked;
