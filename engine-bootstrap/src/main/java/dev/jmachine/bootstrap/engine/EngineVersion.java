package dev.jmachine.bootstrap.engine;

/**
 * What an engine says of itself ({@code GET /version} of the Engine API).
 *
 * @param version of the engine: "28.2.2"
 * @param apiVersion the newest API version that it speaks: "1.50"
 * @param minApiVersion the oldest one, empty where an old engine does not say
 */
public record EngineVersion(String version, String apiVersion, String minApiVersion) {}
