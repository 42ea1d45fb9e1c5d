package dev.jmachine.driver.google.api;

import java.time.Duration;

/** Compute Engine for one account: the calls that the driver makes. Opening it asks nothing. */
public final class Compute implements AutoCloseable {
  /** The most that a page of a list has (API reference, maxResults). */
  static final int PAGE = 500;

  private final Connection connection;
  private final Catalog catalog;
  private final Firewalls firewalls;
  private final Instances instances;
  private final Operations operations;

  Compute(GoogleAccount account, Duration callTimeout, Duration hold) {
    this.connection = new Connection(account, callTimeout);
    this.catalog = new Catalog(connection);
    this.firewalls = new Firewalls(connection);
    this.instances = new Instances(connection);
    this.operations = new Operations(connection, hold);
  }

  public GoogleAccount account() {
    return connection.account();
  }

  public Catalog catalog() {
    return catalog;
  }

  public Firewalls firewalls() {
    return firewalls;
  }

  public Instances instances() {
    return instances;
  }

  public Operations operations() {
    return operations;
  }

  @Override
  public void close() {
    connection.close();
  }
}
