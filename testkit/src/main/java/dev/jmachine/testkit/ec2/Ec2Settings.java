package dev.jmachine.testkit.ec2;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the stub behaves as a whole; changed by a test while no call is under way. */
final class Ec2Settings {
  /** How many looks do not see what was made just before. */
  int lag;

  /** How often a group is held by the interface of an instance that is terminated already. */
  int holds = 1;

  /** The most that a page has. */
  int page = 1000;

  /** Why instances end instead of running: "Server.SpotInstanceTermination: …"; null for none. */
  @Nullable String ending;

  /** How long an instance stays pending, however often one looks. */
  Duration pending = Duration.ZERO;

  /** How long every answer takes. */
  Duration latency = Duration.ZERO;

  /** Whether instances get no public address. */
  boolean addressless;

  /** Access keys that are refused. */
  final Set<String> badKeys = new HashSet<>();

  /** The number of the account that the credentials are of. */
  String account = "123456789012";

  /** Gives public addresses. */
  Ec2Addresses addresses = launch -> "192.0.2." + (1 + Math.floorMod(launch.number(), 250));
}
