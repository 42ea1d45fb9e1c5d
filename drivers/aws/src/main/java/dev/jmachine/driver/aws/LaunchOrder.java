package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.LoginKey;
import dev.jmachine.core.cloud.UserData;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SpotMarketOptions;

/** The one call that launches an instance, with all that it shall be, tags included. */
final class LaunchOrder {
  /** EC2 user guide, "User data". */
  private static final UserData.Limit LIMIT =
      new UserData.Limit("EC2", 16 * 1024, AwsOptions.USER_DATA);

  private final CreateRequest request;
  private final AwsSettings settings;
  private final Choices choices;
  private final List<String> groups;
  private final LoginKey login;

  LaunchOrder(
      CreateRequest request,
      AwsSettings settings,
      Choices choices,
      List<String> groups,
      LoginKey login) {
    this.request = request;
    this.settings = settings;
    this.choices = choices;
    this.groups = groups;
    this.login = login;
  }

  RunInstancesRequest request(Fallback.Launch launch, String token, Map<String, String> tags) {
    Image image = choices.imageFor(launch.type());
    return RunInstancesRequest.builder()
        .clientToken(token)
        .minCount(1)
        .maxCount(1)
        .imageId(image.imageId())
        .instanceType(launch.type())
        .keyName(settings.text(AwsOptions.KEY_PAIR))
        .userData(userData())
        .networkInterfaces(networkInterface(launch.subnet()))
        .blockDeviceMappings(rootVolume(image))
        .metadataOptions(metadata())
        .instanceMarketOptions(launch.spot() ? spot() : null)
        .iamInstanceProfile(profile())
        .placement(placement())
        .monitoring(m -> m.enabled(settings.flag(AwsOptions.MONITORING)))
        .ebsOptimized(settings.flag(AwsOptions.EBS_OPTIMIZED) ? Boolean.TRUE : null)
        .tagSpecifications(
            AwsTags.on(ResourceType.INSTANCE, tags),
            AwsTags.on(ResourceType.VOLUME, tags),
            AwsTags.on(ResourceType.NETWORK_INTERFACE, tags))
        .build();
  }

  private String userData() {
    String file = settings.text(AwsOptions.USER_DATA);
    String text =
        UserData.of(
            request.uid(),
            login.publicKey(),
            request.hostKey(),
            LIMIT,
            file == null ? null : content(Path.of(file)));
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw MachineFailure.usage("cannot read --" + AwsOptions.USER_DATA + " " + file).because(e);
    }
  }

  private InstanceNetworkInterfaceSpecification networkInterface(@Nullable String subnet) {
    InstanceNetworkInterfaceSpecification.Builder card =
        InstanceNetworkInterfaceSpecification.builder()
            .deviceIndex(0)
            .deleteOnTermination(true)
            .associatePublicIpAddress(settings.publicAddress())
            .subnetId(subnet)
            .groups(groups);
    if (settings.ipv6Addresses() > 0) {
      card.ipv6AddressCount(settings.ipv6Addresses());
    }
    if (settings.flag(AwsOptions.IPV6_PRIMARY)) {
      card.primaryIpv6(true);
    }
    return card.build();
  }

  private BlockDeviceMapping rootVolume(Image image) {
    String device = settings.text(AwsOptions.DEVICE);
    EbsBlockDevice.Builder disk =
        EbsBlockDevice.builder()
            .deleteOnTermination(true)
            .volumeType(settings.options().require(AwsOptions.VOLUME_TYPE))
            .volumeSize(Math.max(settings.options().number(AwsOptions.ROOT_SIZE), least(image)))
            .kmsKeyId(settings.text(AwsOptions.KMS_KEY));
    if (settings.encrypted()) {
      disk.encrypted(true); // "false" is refused where the account encrypts everything
    }
    return BlockDeviceMapping.builder()
        .deviceName(device == null ? image.rootDeviceName() : device)
        .ebs(disk.build())
        .build();
  }

  /** The size of the image's own root volume, in GB. */
  private static int least(Image image) {
    for (BlockDeviceMapping device : image.blockDeviceMappings()) {
      Integer size = device.ebs() == null ? null : device.ebs().volumeSize();
      if (device.deviceName().equals(image.rootDeviceName()) && size != null) {
        return size;
      }
    }
    return 1;
  }

  private InstanceMetadataOptionsRequest metadata() {
    return InstanceMetadataOptionsRequest.builder()
        .httpEndpoint(settings.options().require(AwsOptions.HTTP_ENDPOINT))
        .httpTokens(settings.options().require(AwsOptions.HTTP_TOKENS))
        .httpPutResponseHopLimit(settings.options().number(AwsOptions.HTTP_HOPS))
        .httpProtocolIpv6(settings.text(AwsOptions.HTTP_IPV6))
        .build();
  }

  private InstanceMarketOptionsRequest spot() {
    return InstanceMarketOptionsRequest.builder()
        .marketType(MarketType.SPOT)
        .spotOptions(
            SpotMarketOptions.builder().maxPrice(settings.text(AwsOptions.SPOT_PRICE)).build())
        .build();
  }

  private @Nullable IamInstanceProfileSpecification profile() {
    String name = settings.text(AwsOptions.PROFILE_ROLE);
    if (name == null) {
      return null;
    }
    boolean arn = name.startsWith("arn:");
    return IamInstanceProfileSpecification.builder()
        .arn(arn ? name : null)
        .name(arn ? null : name)
        .build();
  }

  private @Nullable Placement placement() {
    String group = settings.text(AwsOptions.PLACEMENT_GROUP);
    String tenancy = settings.text(AwsOptions.TENANCY);
    return group == null && tenancy == null
        ? null
        : Placement.builder().groupName(group).tenancy(tenancy).build();
  }
}
