/**
 * Driver {@code qemu}: virtual machines on this computer, with or without hardware virtualization
 * and without root. Joins image, seed and virtual machine to what the core's driver interface asks
 * for.
 */
@NullMarked
package dev.jmachine.driver.qemu;

import org.jspecify.annotations.NullMarked;
