package dev.jmachine.driver.aws;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/** Finds the image: the one with the user's id, else the newest of an owner's with a name. */
final class ImageChoice {
  private static final String USUAL_USER = "ubuntu";

  private final Ec2Client ec2;
  private final CloudCalls calls;
  private final Deadline deadline;
  private final AwsSettings settings;
  private final String region;
  private final String wanted;
  private final @Nullable ImageAlias alias;

  ImageChoice(
      Ec2Client ec2, CloudCalls calls, Deadline deadline, AwsSettings settings, String region) {
    this.ec2 = ec2;
    this.calls = calls;
    this.deadline = deadline;
    this.settings = settings;
    this.region = region;
    this.wanted = settings.options().require(AwsOptions.IMAGE);
    this.alias = ImageAlias.of(wanted);
  }

  /** Who logs in: whom the user says, else whom the distribution made. */
  String user() {
    String given = settings.text(AwsOptions.USER);
    if (given != null) {
      return given;
    }
    boolean known = alias != null && settings.text(AwsOptions.AMI) == null;
    return known && alias != null ? alias.user() : USUAL_USER;
  }

  /**
   * The image for a processor.
   *
   * @param architecture "x86_64" or "arm64"
   * @throws MachineFailure CHECK where there is none
   */
  Image newest(String architecture) throws InterruptedException {
    String ami = settings.text(AwsOptions.AMI);
    DescribeImagesRequest request =
        ami == null ? named(architecture) : DescribeImagesRequest.builder().imageIds(ami).build();
    List<Image> images =
        calls.retried("find the image", deadline, () -> ec2.describeImages(request).images());
    Image newest = images.stream().max(Comparator.comparing(Image::creationDate)).orElse(null);
    if (newest == null) {
      throw none(architecture);
    }
    if (!newest.architectureAsString().equals(architecture)) {
      throw MachineFailure.check(
              "image " + newest.imageId() + " does not run on " + settings.type())
          .because("it is for " + newest.architectureAsString() + ", the type is " + architecture)
          .hint("--" + AwsOptions.TYPE + " with a type for " + newest.architectureAsString());
    }
    return newest;
  }

  private DescribeImagesRequest named(String architecture) {
    String owner = alias == null ? settings.text(AwsOptions.IMAGE_OWNER) : alias.owner();
    if (owner == null) {
      // a name alone could be anybody's: images are published by whoever likes to
      throw MachineFailure.usage("--" + AwsOptions.IMAGE + " " + wanted + " needs an owner")
          .because("known without one are " + String.join(", ", ImageAlias.names()))
          .hint("--" + AwsOptions.IMAGE_OWNER + " ACCOUNT");
    }
    return DescribeImagesRequest.builder()
        .owners(owner)
        .filters(
            filter("name", alias == null ? wanted : alias.patternFor(architecture)),
            filter("architecture", architecture),
            filter("state", "available"),
            filter("root-device-type", "ebs"),
            filter("virtualization-type", "hvm"))
        .build();
  }

  static Filter filter(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }

  private MachineFailure none(String architecture) {
    return MachineFailure.check("cannot find image " + wanted)
        .because("region " + region + " has none of that name for " + architecture)
        .hint("--" + AwsOptions.IMAGE + " with one of " + String.join(", ", ImageAlias.names()))
        .see("docs/drivers/aws.md#images");
  }
}
