package dev.jmachine.example.hello.cloud;

import java.util.Map;

/** A reserved address: its id, the caller's token, the address itself and the caller's tags. */
public record Address(String id, String token, String ip, Map<String, String> tags) {}
