package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.AcceleratorConfig;
import com.google.cloud.compute.v1.AccessConfig;
import com.google.cloud.compute.v1.AttachedDisk;
import com.google.cloud.compute.v1.AttachedDiskInitializeParams;
import com.google.cloud.compute.v1.Image;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.NetworkInterface;
import com.google.cloud.compute.v1.ServiceAccount;
import com.google.cloud.compute.v1.ShieldedInstanceConfig;
import com.google.cloud.compute.v1.Tags;
import dev.jmachine.core.cloud.LoginKey;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.failure.MachineFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one call that makes an instance, with all that it shall be, labels included. */
final class InsertOrder {
  private static final Pattern GPU = Pattern.compile("count=(\\d+),type=([a-z0-9-]+)");
  private static final String UEFI = "UEFI_COMPATIBLE";

  /** What docker-machine lets the instance's account do (drivers/google, defaultScopes). */
  private static final List<String> SCOPES =
      List.of(
          "https://www.googleapis.com/auth/devstorage.read_only",
          "https://www.googleapis.com/auth/logging.write",
          "https://www.googleapis.com/auth/monitoring.write");

  private final CreateRequest request;
  private final GoogleSettings settings;
  private final Choices choices;
  private final LoginKey login;
  private final String project;
  private final Instant now;

  InsertOrder(
      CreateRequest request,
      GoogleSettings settings,
      Choices choices,
      LoginKey login,
      String project,
      Instant now) {
    this.request = request;
    this.settings = settings;
    this.choices = choices;
    this.login = login;
    this.project = project;
    this.now = now;
  }

  /**
   * The instance.
   *
   * @param tags that say whose it is
   */
  Instance instance(Launch launch, String name, Map<String, String> tags) {
    Image image = choices.imageFor(launch.type());
    Map<String, String> labels = new TreeMap<>(settings.labels());
    labels.putAll(GoogleTags.labels(tags));
    Map<String, String> lasting = new TreeMap<>(tags);
    lasting.remove(GoogleTags.OURS.expires());
    Instance.Builder instance =
        Instance.newBuilder()
            .setName(name)
            .setDescription(GoogleTags.description(lasting))
            .setMachineType("zones/" + launch.zone() + "/machineTypes/" + launch.type())
            .putAllLabels(labels)
            .setTags(networkTags())
            .addDisks(disk(launch, image, labels))
            .addNetworkInterfaces(card())
            .setMetadata(new GoogleMetadata(request, settings, login).items())
            .setScheduling(GoogleScheduling.of(settings, launch.spot(), request.expires(), now));
    shield(instance, image);
    serviceAccount(instance);
    hardware(instance, launch);
    return instance.build();
  }

  private Tags networkTags() {
    String own = GoogleNames.of(request.name(), request.uid());
    return Tags.newBuilder().addAllItems(choices.networkTags(settings, own)).build();
  }

  private AttachedDisk disk(Launch launch, Image image, Map<String, String> labels) {
    int wanted = settings.options().number(GoogleOptions.DISK_SIZE);
    String type = settings.options().require(GoogleOptions.DISK_TYPE);
    AttachedDiskInitializeParams.Builder disk =
        AttachedDiskInitializeParams.newBuilder()
            .setSourceImage(image.getSelfLink())
            .setDiskSizeGb(Math.max(wanted, image.getDiskSizeGb()))
            .setDiskType("zones/" + launch.zone() + "/diskTypes/" + type)
            .putAllLabels(labels);
    Integer iops = settings.number(GoogleOptions.IOPS);
    Integer throughput = settings.number(GoogleOptions.THROUGHPUT);
    if (iops != null) {
      disk.setProvisionedIops(iops);
    }
    if (throughput != null) {
      disk.setProvisionedThroughput(throughput);
    }
    return AttachedDisk.newBuilder()
        .setBoot(true)
        .setAutoDelete(true)
        .setInitializeParams(disk)
        .build();
  }

  private NetworkInterface card() {
    NetworkInterface.Builder card = NetworkInterface.newBuilder().setNetwork(choices.network());
    String subnetwork = choices.subnetwork();
    if (subnetwork != null) {
      card.setSubnetwork(subnetwork);
    }
    if (settings.externalAddress()) {
      AccessConfig.Builder external =
          AccessConfig.newBuilder().setName("External NAT").setType("ONE_TO_ONE_NAT");
      String address = choices.address();
      if (address != null) {
        external.setNatIP(address);
      }
      card.addAccessConfigs(external);
    }
    return card.build();
  }

  /**
   * Shielded VM, where the image can start that way. Secure Boot on x86 alone: Debian's images for
   * ARM do not start with it (terraform-google-bastion-host, issue 156).
   */
  private void shield(Instance.Builder instance, Image image) {
    boolean uefi = image.getGuestOsFeaturesList().stream().anyMatch(f -> f.getType().equals(UEFI));
    if (uefi) {
      instance.setShieldedInstanceConfig(
          ShieldedInstanceConfig.newBuilder()
              .setEnableSecureBoot(
                  !settings.flag(GoogleOptions.NO_SECURE_BOOT)
                      && !image.getArchitecture().equals("ARM64"))
              .setEnableVtpm(true)
              .setEnableIntegrityMonitoring(true));
    }
  }

  /** None unless wanted: every container could ask the metadata service for its tokens. */
  private void serviceAccount(Instance.Builder instance) {
    String email = settings.serviceAccount();
    if (email != null) {
      List<String> scopes = settings.words(GoogleOptions.SCOPES);
      instance.addServiceAccounts(
          ServiceAccount.newBuilder()
              .setEmail(email)
              .addAllScopes(scopes.isEmpty() ? SCOPES : scopes));
    }
  }

  private void hardware(Instance.Builder instance, Launch launch) {
    String platform = settings.text(GoogleOptions.CPU_PLATFORM);
    if (platform != null) {
      instance.setMinCpuPlatform(platform);
    }
    String gpu = settings.text(GoogleOptions.ACCELERATOR);
    if (gpu != null) {
      Matcher form = GPU.matcher(gpu);
      if (!form.matches()) {
        throw MachineFailure.usage("--" + GoogleOptions.ACCELERATOR + " takes count=N,type=TYPE")
            .because("\"" + gpu + "\" is nothing like it");
      }
      String zone = "projects/" + project + "/zones/" + launch.zone() + "/acceleratorTypes/";
      instance.addGuestAccelerators(
          AcceleratorConfig.newBuilder()
              .setAcceleratorCount(Integer.parseInt(form.group(1)))
              .setAcceleratorType(zone + form.group(2)));
    }
  }
}
