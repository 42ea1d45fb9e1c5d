/**
 * The computer that runs the virtual machines: its commands, packages, memory, accelerators and
 * processes. Everything that differs from one host to the next is asked here.
 */
@NullMarked
package dev.jmachine.driver.qemu.host;

import org.jspecify.annotations.NullMarked;
