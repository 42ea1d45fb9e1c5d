/**
 * Talks to a running QEMU over Unix sockets: its machine protocol (QMP) and the agent inside the
 * guest. Knows lines and JSON, and nothing of disks, ports or processes.
 */
@NullMarked
package dev.jmachine.driver.qemu.wire;

import org.jspecify.annotations.NullMarked;
