package dev.jmachine.junit;

import dev.jmachine.client.Host;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A host in a store. JUnit 5.12 closes CloseableResource alone, later ones want AutoCloseable.
 *
 * @param host the host
 * @param end what the store's end does to it
 */
@SuppressWarnings("deprecation") // what JUnit 5 closes; JUnit 6 closes any AutoCloseable
record StoredHost(Host host, Runnable end)
    implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  @Override
  public void close() {
    end.run();
  }
}
