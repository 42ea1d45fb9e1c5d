package dev.jmachine.driver.azure;

import com.azure.json.JsonReader;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineImageInner;
import com.azure.resourcemanager.compute.models.ArchitectureTypes;
import com.azure.resourcemanager.compute.models.HyperVGenerationTypes;
import com.azure.resourcemanager.compute.models.ImageReference;
import com.azure.resourcemanager.compute.models.Plan;
import com.azure.resourcemanager.compute.models.PurchasePlan;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.ArmPath;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the image: by id as it is, else the newest or the named version of a marketplace offer. */
final class ImageChoice {
  private final ArmCalls calls;
  private final Deadline deadline;
  private final AzureSettings settings;
  private final SizeFacts size;

  ImageChoice(ArmCalls calls, Deadline deadline, AzureSettings settings, SizeFacts size) {
    this.calls = calls;
    this.deadline = deadline;
    this.settings = settings;
    this.size = size;
  }

  /** An offer's SKU; version null for the newest. */
  private record Urn(String publisher, String offer, String sku, @Nullable String version) {
    String shown() {
      return publisher + ":" + offer + ":" + sku;
    }
  }

  /**
   * The image.
   *
   * @throws MachineFailure USAGE for a word that names none, CHECK where there is none or where it
   *     does not run on the size
   */
  ImageFacts find() throws InterruptedException {
    String wanted = settings.options().require(AzureOptions.IMAGE);
    if (wanted.startsWith("/")) {
      return new ImageFacts(byId(wanted), givenPlan(), wanted);
    }
    ImageAlias alias = ImageAlias.of(wanted);
    Urn urn =
        alias == null
            ? urn(wanted)
            : new Urn(alias.publisher(), alias.offer(), alias.skuFor(size), null);
    String version = urn.version() == null ? newest(urn) : urn.version();
    VirtualMachineImageInner image = image(urn, version);
    check(urn, image);
    Plan given = givenPlan();
    return new ImageFacts(
        new ImageReference()
            .withPublisher(urn.publisher())
            .withOffer(urn.offer())
            .withSku(urn.sku())
            .withVersion(version),
        given == null ? plan(image.plan()) : given,
        urn.shown() + ":" + version);
  }

  /** Of the user's own, or of a gallery that somebody shares with the tenant or with all. */
  private static ImageReference byId(String id) {
    String lower = id.toLowerCase(Locale.ROOT);
    ImageReference image = new ImageReference();
    if (lower.startsWith("/communitygalleries/")) {
      return image.withCommunityGalleryImageId(id);
    }
    return lower.startsWith("/sharedgalleries/")
        ? image.withSharedGalleryImageId(id)
        : image.withId(id);
  }

  private static Urn urn(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 4) {
      throw MachineFailure.usage("--" + AzureOptions.IMAGE + " does not take \"" + text + "\"")
          .because("known without a publisher are " + String.join(", ", ImageAlias.names()))
          .hint("--" + AzureOptions.IMAGE + " PUBLISHER:OFFER:SKU:latest")
          .hint("az vm image list --publisher Canonical --all");
    }
    return new Urn(parts[0], parts[1], parts[2], parts[3].equals("latest") ? null : parts[3]);
  }

  private ArmPath versions(Urn urn) {
    String path =
        "/providers/Microsoft.Compute/locations/"
            + ArmPath.encoded(settings.location())
            + "/publishers/"
            + ArmPath.encoded(urn.publisher())
            + "/artifacttypes/vmimage/offers/"
            + ArmPath.encoded(urn.offer())
            + "/skus/"
            + ArmPath.encoded(urn.sku())
            + "/versions";
    return new ArmPath(calls.arm().below(path), Kind.VM.apiVersion());
  }

  private String newest(Urn urn) throws InterruptedException {
    ArmPath path = versions(urn).with("$top", "1").with("$orderby", "name desc");
    try {
      List<String> found =
          calls.get("find the image", deadline, path, json -> json.readArray(Members::name));
      if (!found.isEmpty()) {
        return found.getFirst();
      }
    } catch (MachineFailure failure) {
      throw failure.kind() == FailureKind.NOT_FOUND
          ? none(urn).because(String.valueOf(failure.reason()), failure)
          : failure;
    }
    throw none(urn);
  }

  private VirtualMachineImageInner image(Urn urn, String version) throws InterruptedException {
    try {
      return calls.get(
          "look at the image",
          deadline,
          versions(urn).below(ArmPath.encoded(version)),
          ImageChoice::read);
    } catch (MachineFailure failure) {
      throw failure.kind() == FailureKind.NOT_FOUND
          ? none(urn).because(String.valueOf(failure.reason()), failure)
          : failure;
    }
  }

  private static VirtualMachineImageInner read(JsonReader json) throws IOException {
    return VirtualMachineImageInner.fromJson(json);
  }

  private void check(Urn urn, VirtualMachineImageInner image) {
    ArchitectureTypes architecture = image.architecture();
    if (architecture != null && !size.architecture().equals(architecture.toString())) {
      throw MachineFailure.check("image " + urn.shown() + " does not run on " + size.name())
          .because("it is for " + architecture + ", the size is " + size.architecture())
          .hint("--" + AzureOptions.SIZE + " with a size for " + architecture);
    }
    if (HyperVGenerationTypes.V2.equals(image.hyperVGeneration()) && !size.generation2()) {
      throw MachineFailure.check("image " + urn.shown() + " does not run on " + size.name())
          .because("it is of generation 2, the size knows the first alone")
          .hint("--" + AzureOptions.IMAGE + " with an image of the first generation");
    }
  }

  private MachineFailure none(Urn urn) {
    return MachineFailure.check("cannot find image " + urn.shown())
        .because(settings.location() + " has no version of it")
        .hint("--" + AzureOptions.IMAGE + " with one of " + String.join(", ", ImageAlias.names()))
        .hint("az vm image list --publisher " + urn.publisher() + " --all")
        .see("docs/drivers/azure.md#images");
  }

  private static @Nullable Plan plan(@Nullable PurchasePlan plan) {
    return plan == null
        ? null
        : new Plan()
            .withPublisher(plan.publisher())
            .withProduct(plan.product())
            .withName(plan.name());
  }

  private @Nullable Plan givenPlan() {
    String text = settings.text(AzureOptions.PLAN);
    if (text == null) {
      return null;
    }
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw MachineFailure.usage("--" + AzureOptions.PLAN + " takes publisher:product:plan")
          .because("\"" + text + "\" is none");
    }
    return new Plan().withPublisher(parts[0]).withProduct(parts[1]).withName(parts[2]);
  }
}
