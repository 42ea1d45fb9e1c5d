package dev.jmachine.driver.google.api;

import com.google.cloud.compute.v1.AggregatedListInstancesRequest;
import com.google.cloud.compute.v1.DeleteInstanceRequest;
import com.google.cloud.compute.v1.GetGuestAttributesInstanceRequest;
import com.google.cloud.compute.v1.GetInstanceRequest;
import com.google.cloud.compute.v1.GetSerialPortOutputInstanceRequest;
import com.google.cloud.compute.v1.GuestAttributes;
import com.google.cloud.compute.v1.InsertInstanceRequest;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.InstanceAggregatedList;
import com.google.cloud.compute.v1.InstancesClient;
import com.google.cloud.compute.v1.InstancesSetLabelsRequest;
import com.google.cloud.compute.v1.InstancesSettings;
import com.google.cloud.compute.v1.Metadata;
import com.google.cloud.compute.v1.Operation;
import com.google.cloud.compute.v1.Scheduling;
import com.google.cloud.compute.v1.SetLabelsInstanceRequest;
import com.google.cloud.compute.v1.SetMetadataInstanceRequest;
import com.google.cloud.compute.v1.SetSchedulingInstanceRequest;
import com.google.cloud.compute.v1.SetTagsInstanceRequest;
import com.google.cloud.compute.v1.StartInstanceRequest;
import com.google.cloud.compute.v1.StopInstanceRequest;
import com.google.cloud.compute.v1.Tags;
import java.io.IOException;

/** The calls about instances. What is changed takes effect when its operation is done. */
public final class Instances {
  private static final int CONSOLE = 1;

  private final Connection connection;
  private final Lazy<InstancesClient> client;

  Instances(Connection connection) {
    this.connection = connection;
    this.client =
        new Lazy<>(
            () -> connection.client(InstancesSettings.newBuilder(), InstancesClient::create));
  }

  private String project() {
    return connection.account().project();
  }

  /** instances.get. */
  public Instance get(String zone, String name) throws IOException {
    return connection.call(
        client.get().getCallable(),
        GetInstanceRequest.newBuilder()
            .setProject(project())
            .setZone(zone)
            .setInstance(name)
            .build());
  }

  /** instances.insert; the same {@code requestId} makes one instance, however often it is sent. */
  public Operation insert(String zone, Instance instance, String requestId) throws IOException {
    return connection.call(
        client.get().insertCallable(),
        InsertInstanceRequest.newBuilder()
            .setProject(project())
            .setZone(zone)
            .setInstanceResource(instance)
            .setRequestId(requestId)
            .build());
  }

  /** One page of instances.aggregatedList: all zones, those that do not answer as a warning. */
  public InstanceAggregatedList page(String filter, String token) throws IOException {
    return connection.call(
        client.get().aggregatedListCallable(),
        AggregatedListInstancesRequest.newBuilder()
            .setProject(project())
            .setFilter(filter)
            .setPageToken(token)
            .setMaxResults(Compute.PAGE)
            .setReturnPartialSuccess(true)
            .build());
  }

  /** instances.delete. */
  public Operation delete(String zone, String name) throws IOException {
    return connection.call(
        client.get().deleteCallable(),
        DeleteInstanceRequest.newBuilder()
            .setProject(project())
            .setZone(zone)
            .setInstance(name)
            .build());
  }

  /** instances.start. */
  public Operation start(String zone, String name) throws IOException {
    return connection.call(
        client.get().startCallable(),
        StartInstanceRequest.newBuilder()
            .setProject(project())
            .setZone(zone)
            .setInstance(name)
            .build());
  }

  /** instances.stop. */
  public Operation stop(String zone, String name) throws IOException {
    return connection.call(
        client.get().stopCallable(),
        StopInstanceRequest.newBuilder()
            .setProject(project())
            .setZone(zone)
            .setInstance(name)
            .build());
  }

  /** instances.setLabels: all labels, with the fingerprint of those that were read. */
  public Operation setLabels(String zone, String name, InstancesSetLabelsRequest labels)
      throws IOException {
    return connection.call(
        client.get().setLabelsCallable(),
        SetLabelsInstanceRequest.newBuilder()
            .setProject(project())
            .setZone(zone)
            .setInstance(name)
            .setInstancesSetLabelsRequestResource(labels)
            .build());
  }

  /** instances.setMetadata: all items, with the fingerprint of those that were read. */
  public Operation setMetadata(String zone, String name, Metadata metadata) throws IOException {
    return connection.call(
        client.get().setMetadataCallable(),
        SetMetadataInstanceRequest.newBuilder()
            .setProject(project())
            .setZone(zone)
            .setInstance(name)
            .setMetadataResource(metadata)
            .build());
  }

  /** instances.setTags: all network tags, with the fingerprint of those that were read. */
  public Operation setTags(String zone, String name, Tags tags) throws IOException {
    return connection.call(
        client.get().setTagsCallable(),
        SetTagsInstanceRequest.newBuilder()
            .setProject(project())
            .setZone(zone)
            .setInstance(name)
            .setTagsResource(tags)
            .build());
  }

  /** instances.setScheduling; of a stopped instance alone (API reference). */
  public Operation setScheduling(String zone, String name, Scheduling scheduling)
      throws IOException {
    return connection.call(
        client.get().setSchedulingCallable(),
        SetSchedulingInstanceRequest.newBuilder()
            .setProject(project())
            .setZone(zone)
            .setInstance(name)
            .setSchedulingResource(scheduling)
            .build());
  }

  /** instances.getGuestAttributes of one namespace: "hostkeys/". */
  public GuestAttributes guestAttributes(String zone, String name, String path) throws IOException {
    return connection.call(
        client.get().getGuestAttributesCallable(),
        GetGuestAttributesInstanceRequest.newBuilder()
            .setProject(project())
            .setZone(zone)
            .setInstance(name)
            .setQueryPath(path)
            .build());
  }

  /** instances.getSerialPortOutput: the last megabyte of the console. */
  public String console(String zone, String name) throws IOException {
    return connection
        .call(
            client.get().getSerialPortOutputCallable(),
            GetSerialPortOutputInstanceRequest.newBuilder()
                .setProject(project())
                .setZone(zone)
                .setInstance(name)
                .setPort(CONSOLE)
                .build())
        .getContents();
  }
}
