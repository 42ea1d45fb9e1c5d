package dev.jmachine.driver.azure;

import com.azure.core.management.SubResource;
import com.azure.resourcemanager.compute.fluent.models.AvailabilitySetInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.BillingProfile;
import com.azure.resourcemanager.compute.models.BootDiagnostics;
import com.azure.resourcemanager.compute.models.CachingTypes;
import com.azure.resourcemanager.compute.models.DeleteOptions;
import com.azure.resourcemanager.compute.models.DiagnosticsProfile;
import com.azure.resourcemanager.compute.models.DiskCreateOptionTypes;
import com.azure.resourcemanager.compute.models.DiskDeleteOptionTypes;
import com.azure.resourcemanager.compute.models.HardwareProfile;
import com.azure.resourcemanager.compute.models.LinuxConfiguration;
import com.azure.resourcemanager.compute.models.ManagedDiskParameters;
import com.azure.resourcemanager.compute.models.NetworkInterfaceReference;
import com.azure.resourcemanager.compute.models.NetworkProfile;
import com.azure.resourcemanager.compute.models.OSDisk;
import com.azure.resourcemanager.compute.models.OSProfile;
import com.azure.resourcemanager.compute.models.SecurityProfile;
import com.azure.resourcemanager.compute.models.Sku;
import com.azure.resourcemanager.compute.models.SshConfiguration;
import com.azure.resourcemanager.compute.models.SshPublicKey;
import com.azure.resourcemanager.compute.models.StorageAccountTypes;
import com.azure.resourcemanager.compute.models.StorageProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineEvictionPolicyTypes;
import com.azure.resourcemanager.compute.models.VirtualMachinePriorityTypes;
import com.azure.resourcemanager.compute.models.VirtualMachineSizeTypes;
import dev.jmachine.core.cloud.LoginKey;
import dev.jmachine.core.cloud.UserData;
import dev.jmachine.core.driver.CreateRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent for the virtual machine itself: all that it shall be, tags included. */
final class VmOrder {
  /** What Azure takes, before it is encoded (REST API of compute, osProfile.customData). */
  static final UserData.Limit LIMIT = new UserData.Limit("Azure", 65_535, AzureOptions.CUSTOM_DATA);

  private final CreateRequest request;
  private final AzureSettings settings;
  private final Choices choices;
  private final LoginKey login;
  private final String customData;

  /** An order, as far as it needs nothing that is made before; custom data is read here. */
  VmOrder(CreateRequest request, AzureSettings settings, Choices choices, LoginKey login) {
    this.request = request;
    this.settings = settings;
    this.choices = choices;
    this.login = login;
    this.customData = customData();
  }

  /**
   * The virtual machine.
   *
   * @param card id of its network interface
   * @param disk name of its disk
   * @param set id of its availability set; null for none
   */
  VirtualMachineInner machine(
      String card, String disk, @Nullable String set, Map<String, String> tags) {
    VirtualMachineInner machine = new VirtualMachineInner();
    machine.withLocation(settings.location()).withTags(tags);
    machine
        .withHardwareProfile(
            new HardwareProfile().withVmSize(VirtualMachineSizeTypes.fromString(settings.size())))
        .withStorageProfile(storage(disk))
        .withOsProfile(system())
        .withNetworkProfile(
            new NetworkProfile()
                .withNetworkInterfaces(
                    List.of(
                        new NetworkInterfaceReference()
                            .withPrimary(true)
                            .withDeleteOption(DeleteOptions.DELETE)
                            .withId(card))))
        .withDiagnosticsProfile(
            new DiagnosticsProfile().withBootDiagnostics(new BootDiagnostics().withEnabled(true)))
        .withPlan(choices.image().plan());
    String zone = settings.text(AzureOptions.ZONE);
    if (zone != null) {
      machine.withZones(List.of(zone));
    }
    if (set != null) {
      machine.withAvailabilitySet(new SubResource().withId(set));
    }
    if (settings.flag(AzureOptions.HOST_ENCRYPTION)) {
      machine.withSecurityProfile(new SecurityProfile().withEncryptionAtHost(true));
    }
    if (settings.spot()) {
      spot(machine);
    }
    return machine;
  }

  /** A set of the machine's own. */
  static AvailabilitySetInner set(AzureSettings settings, Map<String, String> tags) {
    AvailabilitySetInner set = new AvailabilitySetInner();
    set.withLocation(settings.location()).withTags(tags);
    return set.withSku(new Sku().withName("Aligned")) // the one for managed disks
        .withPlatformFaultDomainCount(settings.options().number(AzureOptions.FAULT_DOMAINS))
        .withPlatformUpdateDomainCount(settings.options().number(AzureOptions.UPDATE_DOMAINS));
  }

  private StorageProfile storage(String disk) {
    String type = settings.options().require(AzureOptions.STORAGE);
    return new StorageProfile()
        .withImageReference(choices.image().reference())
        .withOsDisk(
            new OSDisk()
                .withName(disk)
                .withCreateOption(DiskCreateOptionTypes.FROM_IMAGE)
                .withCaching(CachingTypes.READ_WRITE)
                .withDiskSizeGB(settings.options().number(AzureOptions.DISK_SIZE))
                .withManagedDisk(
                    new ManagedDiskParameters()
                        .withStorageAccountType(StorageAccountTypes.fromString(type)))
                .withDeleteOption(DiskDeleteOptionTypes.DELETE));
  }

  private OSProfile system() {
    SshPublicKey key =
        new SshPublicKey()
            .withPath("/home/" + settings.user() + "/.ssh/authorized_keys")
            .withKeyData(login.publicKey());
    return new OSProfile()
        .withComputerName(request.name().value())
        .withAdminUsername(settings.user())
        .withCustomData(customData)
        .withLinuxConfiguration(
            new LinuxConfiguration()
                .withDisablePasswordAuthentication(true)
                .withSsh(new SshConfiguration().withPublicKeys(List.of(key))));
  }

  private String customData() {
    String text =
        UserData.of(
            request.uid(), login.publicKey(), request.hostKey(), LIMIT, settings.customData());
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void spot(VirtualMachineInner machine) {
    Double price = settings.spotPrice();
    String policy = settings.options().require(AzureOptions.EVICTION);
    machine
        .withPriority(VirtualMachinePriorityTypes.SPOT)
        .withEvictionPolicy(VirtualMachineEvictionPolicyTypes.fromString(policy))
        // -1: never taken back for its price (REST API of compute, billingProfile.maxPrice)
        .withBillingProfile(new BillingProfile().withMaxPrice(price == null ? -1.0 : price));
  }
}
