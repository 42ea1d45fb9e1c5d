/**
 * A virtual machine that is none: what the driver qemu starts while the AOT cache is trained. It
 * answers as QEMU, its guest's agent and the engine do, so that a create can be walked through
 * where nothing may be installed and no network is.
 */
@NullMarked
package dev.jmachine.dist.training;

import org.jspecify.annotations.NullMarked;
