package dev.jmachine.testkit.gce;

import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How the stub behaves as a whole; changed by a test while no call is under way. */
final class GceSettings {
  /** How many looks do not see an instance that was made just before. */
  int lag;

  /** How many looks at the host keys come before the guest has written them. */
  int slowGuest = 1;

  /** The most that a page has. */
  int page = 500;

  /** Whether instances get no external address. */
  boolean addressless;

  /** Whether a new instance is stopped at once, as a preempted one is. */
  boolean preempting;

  /** What time it is there. */
  Clock clock = Clock.systemUTC();

  /** Access tokens that are refused. */
  final Set<String> badTokens = new HashSet<>();

  /** Zones that do not answer. */
  final Set<String> unreachable = new HashSet<>();

  /** Gives external addresses. */
  GceAddresses addresses = start -> "192.0.2." + (1 + Math.floorMod(start.number(), 250));

  /** The guests' host keys. */
  GceHostKeys hostKeys =
      _ -> Map.of("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIKEYkeyKEY", "ssh-rsa", "AAAAB3NzaC1y");
}
