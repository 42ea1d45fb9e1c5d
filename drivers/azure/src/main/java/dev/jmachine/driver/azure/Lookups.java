package dev.jmachine.driver.azure;

import dev.jmachine.core.cloud.CallerAddress;
import dev.jmachine.core.cloud.Ingress;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.azure.api.ArmCalls;
import java.util.List;

/** Looks up what a create needs to know. Changes nothing. */
final class Lookups {
  private final ArmCalls calls;
  private final Deadline deadline;

  Lookups(ArmCalls calls, Deadline deadline) {
    this.calls = calls;
    this.deadline = deadline;
  }

  Choices choose(AzureSettings settings) throws InterruptedException {
    settings.customData(); // a file that can't be read is told before anything is asked
    SizeFacts size = new SizeChoice(calls, deadline, settings).find();
    ImageFacts image = new ImageChoice(calls, deadline, settings, size).find();
    NetworkChoice.Network network = new NetworkChoice(calls, deadline, settings).find();
    return new Choices(
        size, image, network, network.nsg() == null ? ingress(settings) : Ingress.NONE);
  }

  private Ingress ingress(AzureSettings settings) throws InterruptedException {
    return Ingress.of(
        AzureOptions.INGRESS,
        settings.options(),
        settings.sshPort(),
        settings.enginePort(),
        () -> settings.privately() ? privateRanges() : List.of(publicRange(settings)));
  }

  private static List<String> privateRanges() {
    return CallerAddress.ofThePrivate(AzureOptions.INGRESS);
  }

  private String publicRange(AzureSettings settings) throws InterruptedException {
    String url = settings.options().require(AzureOptions.CHECK_IP);
    return calls
        .calls()
        .once(
            "learn this computer's address",
            () -> CallerAddress.ofThePublic(AzureOptions.INGRESS, url));
  }
}
