package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Image;
import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.google.api.Compute;
import org.jspecify.annotations.Nullable;

/** Finds the image: the user's own, else the newest of a family. */
final class ImageChoice {
  private static final String FAMILY = "/family/";

  private final Compute compute;
  private final CloudCalls calls;
  private final Deadline deadline;
  private final GoogleSettings settings;

  ImageChoice(Compute compute, CloudCalls calls, Deadline deadline, GoogleSettings settings) {
    this.compute = compute;
    this.calls = calls;
    this.deadline = deadline;
    this.settings = settings;
  }

  /**
   * The image for a processor.
   *
   * @param architecture "X86_64" or "ARM64"
   * @param type machine type that has it, for advice
   * @throws MachineFailure CHECK where there is none that fits
   */
  Image newest(String architecture, String type) throws InterruptedException {
    String given = settings.text(GoogleOptions.MACHINE_IMAGE);
    Image image = given == null ? ofFamily(architecture) : own(given);
    if (!image.getArchitecture().isEmpty() && !image.getArchitecture().equals(architecture)) {
      throw MachineFailure.check("image " + image.getName() + " does not run on " + type)
          .because("it is for " + image.getArchitecture() + ", the type is " + architecture)
          .hint("--" + GoogleOptions.TYPE + " with a type for " + image.getArchitecture());
    }
    return image;
  }

  /** "PROJECT/global/images/NAME", with or without what comes before; or a family's path. */
  private Image own(String given) throws InterruptedException {
    String project = Place.project(given, compute.account().project());
    String name = Place.last(given);
    return given.contains(FAMILY)
        ? found(given, () -> compute.catalog().newestImage(project, name))
        : found(given, () -> compute.catalog().image(project, name));
  }

  private Image ofFamily(String architecture) throws InterruptedException {
    String wanted = settings.options().require(GoogleOptions.IMAGE);
    @Nullable ImageAlias alias = ImageAlias.of(wanted);
    int slash = wanted.indexOf('/');
    if (alias != null) {
      String family = alias.familyFor(architecture);
      return found(wanted, () -> compute.catalog().newestImage(alias.project(), family));
    }
    if (slash < 0) {
      // a name alone could be anybody's: images are published by whoever likes to
      throw MachineFailure.usage("--" + GoogleOptions.IMAGE + " " + wanted + " needs a project")
          .because("known without one are " + String.join(", ", ImageAlias.names()))
          .hint("--" + GoogleOptions.IMAGE + " PROJECT/" + wanted);
    }
    String project = wanted.substring(0, slash);
    return found(wanted, () -> compute.catalog().newestImage(project, wanted.substring(slash + 1)));
  }

  private Image found(String wanted, CloudCalls.Call<Image> call) throws InterruptedException {
    try {
      return calls.retried("find image " + wanted, deadline, call);
    } catch (MachineFailure failure) {
      throw failure.kind() == FailureKind.NOT_FOUND
          ? failure
              .hint(
                  "--"
                      + GoogleOptions.IMAGE
                      + " with one of "
                      + String.join(", ", ImageAlias.names()))
              .see("docs/drivers/google.md#images")
          : failure;
    }
  }
}
