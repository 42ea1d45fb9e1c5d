package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.AccessConfig;
import com.google.cloud.compute.v1.Instance;
import com.google.cloud.compute.v1.NetworkInterface;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.machine.Machine;
import org.jspecify.annotations.Nullable;

/** Which of an instance's addresses we connect to. */
enum ReachedBy {
  EXTERNAL,
  INTERNAL;

  static ReachedBy of(GoogleSettings settings) {
    return settings.internally() ? INTERNAL : EXTERNAL;
  }

  /** As its create was told. */
  static ReachedBy of(Machine machine) {
    return of(new GoogleSettings(new OptionValues(machine.spec().driverOptions())));
  }

  /** That address; null while there is none. */
  @Nullable String address(Instance instance) {
    if (instance.getNetworkInterfacesCount() == 0) {
      return null;
    }
    NetworkInterface card = instance.getNetworkInterfaces(0);
    String address =
        switch (this) {
          case INTERNAL -> card.getNetworkIP();
          case EXTERNAL ->
              card.getAccessConfigsList().stream()
                  .map(AccessConfig::getNatIP)
                  .filter(ip -> !ip.isEmpty())
                  .findFirst()
                  .orElse("");
        };
    return address.isEmpty() ? null : address;
  }
}
