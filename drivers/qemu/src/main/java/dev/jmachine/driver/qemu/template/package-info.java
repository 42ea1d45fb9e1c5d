/**
 * Templates: virtual machines frozen with their engine running, kept in the cache, and the clones
 * that go on from them (ADR 0009). Knows the form of a template on disk, when one fits, who needs
 * it, and what makes one clone different from all others.
 */
@NullMarked
package dev.jmachine.driver.qemu.template;

import org.jspecify.annotations.NullMarked;
