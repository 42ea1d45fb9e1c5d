/**
 * Azure Resource Manager as far as a driver uses it, in this process: groups, networks and virtual
 * machines that remember what was made, operations that run on until they are asked about, and
 * faults at any call. By https, since tokens are sent no other way. Written from the published
 * models and error tables; it is no emulator.
 */
@NullMarked
package dev.jmachine.testkit.arm;

import org.jspecify.annotations.NullMarked;
