/**
 * One virtual machine: its files, its QEMU command line, its process, ports, boot progress and
 * power. Knows where an image is, not where it comes from.
 */
@NullMarked
package dev.jmachine.driver.qemu.vm;

import org.jspecify.annotations.NullMarked;
