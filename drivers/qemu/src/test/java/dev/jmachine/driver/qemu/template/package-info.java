@NullMarked
package dev.jmachine.driver.qemu.template;

import org.jspecify.annotations.NullMarked;
