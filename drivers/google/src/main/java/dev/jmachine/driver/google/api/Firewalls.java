package dev.jmachine.driver.google.api;

import com.google.cloud.compute.v1.DeleteFirewallRequest;
import com.google.cloud.compute.v1.Firewall;
import com.google.cloud.compute.v1.FirewallList;
import com.google.cloud.compute.v1.FirewallsClient;
import com.google.cloud.compute.v1.FirewallsSettings;
import com.google.cloud.compute.v1.GetFirewallRequest;
import com.google.cloud.compute.v1.InsertFirewallRequest;
import com.google.cloud.compute.v1.ListFirewallsRequest;
import com.google.cloud.compute.v1.Operation;
import com.google.cloud.compute.v1.PatchFirewallRequest;
import java.io.IOException;

/** The calls about firewall rules, in the project of their network. */
public final class Firewalls {
  private final Connection connection;
  private final Lazy<FirewallsClient> client;

  Firewalls(Connection connection) {
    this.connection = connection;
    this.client =
        new Lazy<>(
            () -> connection.client(FirewallsSettings.newBuilder(), FirewallsClient::create));
  }

  private String project() {
    return connection.account().project();
  }

  /** firewalls.insert; the same {@code requestId} makes one rule, however often it is sent. */
  public Operation insert(Firewall rule, String requestId) throws IOException {
    return connection.call(
        client.get().insertCallable(),
        InsertFirewallRequest.newBuilder()
            .setProject(project())
            .setFirewallResource(rule)
            .setRequestId(requestId)
            .build());
  }

  /** firewalls.get. */
  public Firewall get(String name) throws IOException {
    return connection.call(
        client.get().getCallable(),
        GetFirewallRequest.newBuilder().setProject(project()).setFirewall(name).build());
  }

  /** One page of firewalls.list. */
  public FirewallList page(String filter, String token) throws IOException {
    return connection.call(
        client.get().listCallable(),
        ListFirewallsRequest.newBuilder()
            .setProject(project())
            .setFilter(filter)
            .setPageToken(token)
            .setMaxResults(Compute.PAGE)
            .build());
  }

  /** firewalls.patch: changes the fields that are set. */
  public Operation patch(String name, Firewall change) throws IOException {
    return connection.call(
        client.get().patchCallable(),
        PatchFirewallRequest.newBuilder()
            .setProject(project())
            .setFirewall(name)
            .setFirewallResource(change)
            .build());
  }

  /** firewalls.delete. */
  public Operation delete(String name) throws IOException {
    return connection.call(
        client.get().deleteCallable(),
        DeleteFirewallRequest.newBuilder().setProject(project()).setFirewall(name).build());
  }
}
