@NullMarked
package dev.jmachine.driver.qemu.host;

import org.jspecify.annotations.NullMarked;
