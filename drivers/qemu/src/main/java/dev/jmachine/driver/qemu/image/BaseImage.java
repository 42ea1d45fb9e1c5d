package dev.jmachine.driver.qemu.image;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A disk that machines put their own changes on top of. Never written again.
 *
 * @param disk the file
 * @param format "qcow2" or "raw"
 * @param bytes the size that a guest sees
 * @param kernel for a direct boot; null where the disk has a boot loader
 * @param initrd the same
 */
public record BaseImage(
    Path disk, String format, long bytes, @Nullable Path kernel, @Nullable Path initrd) {}
