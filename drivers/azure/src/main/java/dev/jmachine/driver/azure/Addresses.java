package dev.jmachine.driver.azure;

import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.azure.api.ArmCalls;
import dev.jmachine.driver.azure.api.ArmForm;
import dev.jmachine.driver.azure.api.ArmPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a machine is reached.
 *
 * @param open its public address; null where it has none
 * @param name its public DNS name; null where it has none
 * @param inner its private address
 */
record Addresses(@Nullable String open, @Nullable String name, String inner) {
  /**
   * Asks for them, and waits until they are known.
   *
   * @param address id of the public address; null where there is none
   * @param card id of the network interface
   */
  static Addresses read(ArmCalls calls, Deadline deadline, @Nullable String address, String card)
      throws InterruptedException {
    String inner =
        until(
            calls, deadline, path(card, Kind.NIC), NetworkInterfaceInner::fromJson, Addresses::of);
    if (address == null) {
      return new Addresses(null, null, inner);
    }
    PublicIpAddressInner open =
        until(
            calls,
            deadline,
            path(address, Kind.ADDRESS),
            PublicIpAddressInner::fromJson,
            found -> found.ipAddress() == null ? null : found);
    return new Addresses(
        open.ipAddress(), open.dnsSettings() == null ? null : open.dnsSettings().fqdn(), inner);
  }

  private static ArmPath path(String id, Kind kind) {
    return new ArmPath(id, kind.apiVersion());
  }

  private static @Nullable String of(NetworkInterfaceInner card) {
    List<NetworkInterfaceIpConfigurationInner> all = card.ipConfigurations();
    return all == null || all.isEmpty() ? null : all.getFirst().privateIpAddress();
  }

  /** What a new resource says only when Azure has brought it to all of its parts. */
  @FunctionalInterface
  private interface Found<T, R> {
    @Nullable R in(T resource);
  }

  private static <T, R> R until(
      ArmCalls calls, Deadline deadline, ArmPath path, ArmForm<T> form, Found<T, R> found)
      throws InterruptedException {
    Deadline grace = deadline.atMost(ArmCalls.GRACE);
    return Await.with(calls.calls().pause(), Backoff.REMOTE)
        .until(
            "an address",
            grace,
            () -> {
              T resource = calls.find("look at the address", deadline, path, form);
              R wanted = resource == null ? null : found.in(resource);
              return wanted == null
                  ? Attempt.notYet("Azure names none yet")
                  : Attempt.ready(wanted);
            });
  }

  /** The one that we connect to. */
  String reached(boolean privately) {
    if (privately) {
      return inner;
    }
    if (open == null) {
      throw MachineFailure.failed("the machine has no public address")
          .hint("--" + AzureOptions.USE_PRIVATE + " where you are in the same network");
    }
    return open;
  }

  HostAccess access(SshEndpoint ssh, int enginePort) {
    List<String> names = new ArrayList<>(List.of(ssh.host()));
    add(names, open);
    add(names, inner);
    add(names, name);
    return new HostAccess(ssh, ssh.host(), enginePort, enginePort, names);
  }

  private static void add(List<String> names, @Nullable String one) {
    if (one != null && !one.isBlank() && !names.contains(one)) {
      names.add(one);
    }
  }
}
