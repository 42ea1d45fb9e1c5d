package dev.jmachine.driver.qemu.vm;

import io.avaje.jsonb.Json;

/**
 * One process, never to be mistaken for a later one with the same number.
 *
 * @param pid its number
 * @param started when it started, in words of {@link ProcessTable#started}
 */
@Json
public record ProcessMark(long pid, String started) {}
