package dev.jmachine.driver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.core.cloud.CloudCalls;
import dev.jmachine.core.failure.MachineFailure;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The end of an instance's console. */
final class AwsConsole {
  private final Ec2Client ec2;
  private final CloudCalls calls;

  AwsConsole(Ec2Client ec2, CloudCalls calls) {
    this.ec2 = ec2;
    this.calls = calls;
  }

  /** Empty where EC2 has nothing yet: it is read only where something else has failed already. */
  List<String> tail(String id, int lines) throws InterruptedException {
    try {
      @Nullable String output =
          calls.once(
              "read the console of instance " + id,
              () -> ec2.getConsoleOutput(r -> r.instanceId(id)).output());
      return output == null ? List.of() : last(output, lines);
    } catch (MachineFailure failure) {
      return List.of();
    }
  }

  private static List<String> last(String base64, int lines) {
    String text = new String(Base64.getMimeDecoder().decode(base64), UTF_8);
    List<String> all = text.strip().lines().toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }
}
