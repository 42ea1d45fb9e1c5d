package dev.jmachine.driver.google;

import dev.jmachine.core.failure.MachineFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to make the instance.
 *
 * @param zone where
 * @param type machine type
 * @param spot whether as a Spot instance
 */
record Launch(String zone, String type, boolean spot) {
  private static final String ON_DEMAND = "on-demand";

  /**
   * What the user wants, then one for each word of the fallback: a machine type, a zone, or
   * "on-demand".
   *
   * @throws MachineFailure USAGE where a zone is in another region than what is tied to one
   */
  static List<Launch> all(GoogleSettings settings) {
    Launch wanted = new Launch(settings.zone(), settings.type(), settings.spot());
    List<Launch> all = new ArrayList<>(List.of(wanted));
    for (String word : settings.words(GoogleOptions.FALLBACK)) {
      if (word.equals(ON_DEMAND)) {
        all.add(new Launch(wanted.zone(), wanted.type(), false));
      } else if (Place.isZone(word)) {
        requireRegion(settings, word);
        all.add(new Launch(word, wanted.type(), wanted.spot()));
      } else {
        all.add(new Launch(wanted.zone(), word, wanted.spot()));
      }
    }
    return all;
  }

  private static void requireRegion(GoogleSettings settings, String zone) {
    for (String tied : List.of(GoogleOptions.SUBNETWORK, GoogleOptions.ADDRESS)) {
      if (settings.text(tied) != null
          && !Place.region(zone).equals(Place.region(settings.zone()))) {
        throw MachineFailure.usage("--" + GoogleOptions.FALLBACK + " " + zone + " can't be used")
            .because("--" + tied + " is in region " + Place.region(settings.zone()));
      }
    }
  }
}
