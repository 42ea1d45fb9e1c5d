package dev.jmachine.example.hello;

import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.example.hello.cloud.HelloCloud;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way to the hello cloud. Where it is stands in every resource; who we are is looked up each
 * time, since no secret is stored.
 */
record HelloAccount(Map<String, String> environment, Connector connector) {
  private static final String ENDPOINT = "endpoint";

  /** Opens the cloud at an endpoint as the user who has the token. */
  interface Connector {
    HelloCloud connect(Path endpoint, @Nullable String token);
  }

  // snippet: account
  /** For a create: endpoint and token as the user gave them. */
  HelloCloud of(OptionValues options) {
    return connector.connect(endpoint(options), options.text(HelloProvider.TOKEN));
  }

  /** For everything later: the endpoint from the ledger, the token from the environment. */
  HelloCloud of(Resource resource) {
    return at(Path.of(resource.attributes().getOrDefault(ENDPOINT, "")));
  }

  HelloCloud at(Path endpoint) {
    return connector.connect(endpoint, environment.get(HelloProvider.TOKEN_ENV));
  }

  // end: account

  static Path endpoint(OptionValues options) {
    return Path.of(options.require(HelloProvider.ENDPOINT)).toAbsolutePath().normalize();
  }

  /** Where a machine's resources are; null where it has none. */
  static @Nullable Path endpoint(Machine machine) {
    return machine.ledger().isEmpty()
        ? null
        : Path.of(machine.ledger().getFirst().attributes().getOrDefault(ENDPOINT, ""));
  }

  /** Where {@code find} looks; null where neither options nor environment say. */
  @Nullable Path endpointToSearch(OptionValues options) {
    String given = options.text(HelloProvider.ENDPOINT);
    String folder = given == null ? environment.get(HelloProvider.ENDPOINT_ENV) : given;
    return folder == null || folder.isBlank() ? null : Path.of(folder).toAbsolutePath().normalize();
  }

  /** What a resource must carry so that it can be deleted later. */
  static Map<String, String> attributes(Path endpoint) {
    return Map.of(ENDPOINT, endpoint.toString());
  }
}
