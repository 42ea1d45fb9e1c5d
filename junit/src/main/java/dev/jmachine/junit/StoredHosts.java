package dev.jmachine.junit;

import dev.jmachine.client.Host;
import dev.jmachine.client.HostOrder;
import dev.jmachine.client.JMachine;
import dev.jmachine.client.SharedHosts;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The hosts in JUnit's stores, which close them when their context ends. */
final class StoredHosts {
  private static final Namespace OURS = Namespace.create(StoredHosts.class);

  private StoredHosts() {}

  /** The annotation is the key: equal ones (in all members) are one host. */
  @SuppressWarnings("deprecation") // computeIfAbsent is new in JUnit 6
  static Host get(DockerHost wanted, ExtensionContext context) {
    StoredHost stored =
        context(wanted.scope(), context)
            .getStore(OURS)
            .getOrComputeIfAbsent(wanted, StoredHosts::start, StoredHost.class);
    return Objects.requireNonNull(stored, "start returns one").host();
  }

  private static StoredHost start(DockerHost wanted) {
    HostOrder order =
        JMachine.create()
            .driver(wanted.driver())
            .memory(wanted.memory())
            .cpus(wanted.cpus())
            .ttl(wanted.ttl())
            .options(wanted.options())
            .repeated();
    SharedHosts shared = SharedHosts.ofThisJvm();
    try {
      var given = shared.given();
      if (given.isPresent()) {
        return new StoredHost(given.get(), () -> {});
      }
      if (wanted.scope() == Scope.RUN) {
        Host ofRun = shared.get(order, wanted.id());
        return new StoredHost(ofRun, () -> shared.end(ofRun));
      }
      Host host = order.start();
      return new StoredHost(host, host::close);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static ExtensionContext context(Scope scope, ExtensionContext context) {
    return switch (scope) {
      case METHOD -> context;
      case CLASS -> ofClass(context);
      case RUN -> context.getRoot();
    };
  }

  /** The class of the method; a class within it finds what its outer class has. */
  private static ExtensionContext ofClass(ExtensionContext context) {
    ExtensionContext place = context;
    while (place.getTestMethod().isPresent()) {
      place = place.getParent().orElseThrow();
    }
    return place;
  }
}
