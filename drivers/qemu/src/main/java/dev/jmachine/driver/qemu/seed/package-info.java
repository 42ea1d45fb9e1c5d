/**
 * What a machine is given before its first boot, so that no two share it and nothing needs trust on
 * first use: host name, machine id, host key and login key. Writes it as a plain tar for our own
 * image and as a NoCloud folder for cloud images.
 */
@NullMarked
package dev.jmachine.driver.qemu.seed;

import org.jspecify.annotations.NullMarked;
