package dev.jmachine.driver.aws;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The launches that are tried in turn, each where the one before found no capacity. */
final class Fallback {
  private static final String ON_DEMAND = "on-demand";

  private Fallback() {}

  /**
   * One launch.
   *
   * @param type instance type
   * @param subnet where; null for EC2 to choose among the default ones
   * @param spot whether on the Spot market
   */
  record Launch(String type, @Nullable String subnet, boolean spot) {}

  /** "c7g.large" is a type, "b" and "eu-west-1b" are zones. */
  static boolean isType(String word) {
    return word.indexOf('.') >= 0;
  }

  /** The launch that the user wants, then one for each word of the fallback. */
  static List<Launch> launches(AwsSettings settings, Choices choices) {
    String subnet = choices.anySubnet() ? null : choices.subnets().getFirst().subnetId();
    List<Launch> all = new ArrayList<>();
    all.add(new Launch(settings.type(), subnet, settings.spot()));
    for (String word : settings.fallback()) {
      if (word.equals(ON_DEMAND)) {
        all.add(new Launch(settings.type(), subnet, false));
      } else if (isType(word)) {
        all.add(new Launch(word, subnet, true));
      } else {
        String zone = AwsSettings.zone(word, choices.region());
        all.add(new Launch(settings.type(), subnetIn(zone, choices), true));
      }
    }
    return all;
  }

  private static String subnetIn(String zone, Choices choices) {
    for (Subnet subnet : choices.subnets()) {
      if (subnet.availabilityZone().equals(zone)) {
        return subnet.subnetId();
      }
    }
    throw NetworkChoice.noSubnet("in zone " + zone);
  }
}
