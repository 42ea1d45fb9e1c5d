package dev.jmachine.driver.google.api;

import com.google.cloud.compute.v1.Address;
import com.google.cloud.compute.v1.AddressesClient;
import com.google.cloud.compute.v1.AddressesSettings;
import com.google.cloud.compute.v1.GetAddressRequest;
import com.google.cloud.compute.v1.GetFromFamilyImageRequest;
import com.google.cloud.compute.v1.GetImageRequest;
import com.google.cloud.compute.v1.GetMachineTypeRequest;
import com.google.cloud.compute.v1.GetNetworkRequest;
import com.google.cloud.compute.v1.GetSubnetworkRequest;
import com.google.cloud.compute.v1.Image;
import com.google.cloud.compute.v1.ImagesClient;
import com.google.cloud.compute.v1.ImagesSettings;
import com.google.cloud.compute.v1.MachineType;
import com.google.cloud.compute.v1.MachineTypesClient;
import com.google.cloud.compute.v1.MachineTypesSettings;
import com.google.cloud.compute.v1.Network;
import com.google.cloud.compute.v1.NetworksClient;
import com.google.cloud.compute.v1.NetworksSettings;
import com.google.cloud.compute.v1.Subnetwork;
import com.google.cloud.compute.v1.SubnetworksClient;
import com.google.cloud.compute.v1.SubnetworksSettings;
import java.io.IOException;

/**
 * What is there already: machine types, images, networks, addresses. Each method is one call of the
 * API with the same words; it throws what the SDK throws.
 */
public final class Catalog {
  private final Connection connection;
  private final Lazy<MachineTypesClient> types;
  private final Lazy<ImagesClient> images;
  private final Lazy<NetworksClient> networks;
  private final Lazy<SubnetworksClient> subnetworks;
  private final Lazy<AddressesClient> addresses;

  Catalog(Connection connection) {
    this.connection = connection;
    this.types =
        new Lazy<>(
            () -> connection.client(MachineTypesSettings.newBuilder(), MachineTypesClient::create));
    this.images =
        new Lazy<>(() -> connection.client(ImagesSettings.newBuilder(), ImagesClient::create));
    this.networks =
        new Lazy<>(() -> connection.client(NetworksSettings.newBuilder(), NetworksClient::create));
    this.subnetworks =
        new Lazy<>(
            () -> connection.client(SubnetworksSettings.newBuilder(), SubnetworksClient::create));
    this.addresses =
        new Lazy<>(
            () -> connection.client(AddressesSettings.newBuilder(), AddressesClient::create));
  }

  private String project() {
    return connection.account().project();
  }

  /** machineTypes.get. */
  public MachineType machineType(String zone, String name) throws IOException {
    return connection.call(
        types.get().getCallable(),
        GetMachineTypeRequest.newBuilder()
            .setProject(project())
            .setZone(zone)
            .setMachineType(name)
            .build());
  }

  /** images.get. */
  public Image image(String project, String name) throws IOException {
    return connection.call(
        images.get().getCallable(),
        GetImageRequest.newBuilder().setProject(project).setImage(name).build());
  }

  /** images.getFromFamily: the newest of a family that is not deprecated. */
  public Image newestImage(String project, String family) throws IOException {
    return connection.call(
        images.get().getFromFamilyCallable(),
        GetFromFamilyImageRequest.newBuilder().setProject(project).setFamily(family).build());
  }

  /** networks.get. */
  public Network network(String project, String name) throws IOException {
    return connection.call(
        networks.get().getCallable(),
        GetNetworkRequest.newBuilder().setProject(project).setNetwork(name).build());
  }

  /** subnetworks.get. */
  public Subnetwork subnetwork(String project, String region, String name) throws IOException {
    return connection.call(
        subnetworks.get().getCallable(),
        GetSubnetworkRequest.newBuilder()
            .setProject(project)
            .setRegion(region)
            .setSubnetwork(name)
            .build());
  }

  /** addresses.get. */
  public Address address(String region, String name) throws IOException {
    return connection.call(
        addresses.get().getCallable(),
        GetAddressRequest.newBuilder()
            .setProject(project())
            .setRegion(region)
            .setAddress(name)
            .build());
  }
}
