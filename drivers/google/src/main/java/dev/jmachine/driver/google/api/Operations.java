package dev.jmachine.driver.google.api;

import com.google.cloud.compute.v1.GlobalOperationsClient;
import com.google.cloud.compute.v1.GlobalOperationsSettings;
import com.google.cloud.compute.v1.Operation;
import com.google.cloud.compute.v1.WaitGlobalOperationRequest;
import com.google.cloud.compute.v1.WaitZoneOperationRequest;
import com.google.cloud.compute.v1.ZoneOperationsClient;
import com.google.cloud.compute.v1.ZoneOperationsSettings;
import java.io.IOException;
import java.time.Duration;

/** Asks for operations, with calls that come back when one is done or two minutes have passed. */
public final class Operations {
  private final Connection connection;
  private final Duration hold;
  private final Lazy<ZoneOperationsClient> zones;
  private final Lazy<GlobalOperationsClient> globals;

  /**
   * With clients to be made.
   *
   * @param hold how much longer than other calls these may take
   */
  Operations(Connection connection, Duration hold) {
    this.connection = connection;
    this.hold = hold;
    this.zones =
        new Lazy<>(
            () ->
                connection.client(
                    ZoneOperationsSettings.newBuilder(), ZoneOperationsClient::create));
    this.globals =
        new Lazy<>(
            () ->
                connection.client(
                    GlobalOperationsSettings.newBuilder(), GlobalOperationsClient::create));
  }

  /** zoneOperations.wait. */
  public Operation inZone(String zone, String name) throws IOException {
    return connection.call(
        zones.get().waitCallable(),
        WaitZoneOperationRequest.newBuilder()
            .setProject(connection.account().project())
            .setZone(zone)
            .setOperation(name)
            .build(),
        hold);
  }

  /** globalOperations.wait. */
  public Operation global(String name) throws IOException {
    return connection.call(
        globals.get().waitCallable(),
        WaitGlobalOperationRequest.newBuilder()
            .setProject(connection.account().project())
            .setOperation(name)
            .build(),
        hold);
  }
}
