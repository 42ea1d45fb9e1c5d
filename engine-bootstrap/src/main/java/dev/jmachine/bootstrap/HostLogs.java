package dev.jmachine.bootstrap;

/**
 * The ends of a host's logs.
 *
 * @param engine the engine's journal
 * @param install what the last installation of an engine printed; empty where there was none
 * @param upgrade what the last upgrade printed; empty where there was none
 */
public record HostLogs(String engine, String install, String upgrade) {}
