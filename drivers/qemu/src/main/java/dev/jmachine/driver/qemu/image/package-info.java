/**
 * Base images: which one the user means, how one is built or downloaded, and the cache in which
 * each is kept once. What leaves this package is a {@code BaseImage}, complete and never changed
 * again.
 */
@NullMarked
package dev.jmachine.driver.qemu.image;

import org.jspecify.annotations.NullMarked;
