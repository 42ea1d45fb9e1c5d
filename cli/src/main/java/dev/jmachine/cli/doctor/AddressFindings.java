package dev.jmachine.cli.doctor;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.Observed;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.machine.Machine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The network as far as the engine's port. */
final class AddressFindings {
  private AddressFindings() {}

  static Finding name(Machine machine, HostAccess access) {
    String host = access.engineHost();
    try {
      String found =
          Arrays.stream(InetAddress.getAllByName(host))
              .map(InetAddress::getHostAddress)
              .distinct()
              .collect(Collectors.joining(", "));
      return Finding.ok("address", found.equals(host) ? host : host + " is " + found);
    } catch (UnknownHostException e) {
      return Finding.broken(
          "address",
          "the name " + host + " has no address",
          "getent hosts " + host,
          "jmachine start " + machine.name());
    }
  }

  /** A host that lets in the caller's address alone does not answer when that has changed. */
  private static String[] remedies(Machine machine, DriverInfo driver) {
    List<String> all = new ArrayList<>();
    if (driver.options().stream().anyMatch(option -> option.name().endsWith("-allow-cidr"))) {
      all.add("jmachine access refresh " + machine.name() + ", if your address has changed");
    }
    all.add(
        driver.can(Capability.START_STOP)
            ? "jmachine start " + machine.name()
            : "jmachine ssh " + machine.name() + " sudo nft list ruleset");
    return all.toArray(String[]::new);
  }

  static Finding port(Machine machine, HostAccess access, Observed observed, DriverInfo driver) {
    String url = access.engineUrl();
    return switch (observed) {
      case Observed.Seen _ -> Finding.ok("port", url + " takes connections");
      case Observed.TimedOut _ ->
          Finding.broken(
              "port",
              "no answer from "
                  + url
                  + ": the host is off, or a firewall or security group drops"
                  + " what this computer sends to TCP port "
                  + access.enginePort(),
              remedies(machine, driver));
      case Observed.Gone _ -> Finding.broken("port", url + " is gone");
      case Observed.Unreachable(String reason) ->
          Finding.broken(
              "port",
              reason,
              "jmachine provision " + machine.name(),
              "jmachine logs " + machine.name());
    };
  }
}
