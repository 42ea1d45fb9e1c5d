package dev.jmachine.testkit.arm;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How the stub behaves as a whole; changed by a test while no call is under way. */
final class ArmSettings {
  /** How many looks do not see what was made just before. */
  int lag;

  /** How often an operation is under way when it is asked about. */
  int polls = 1;

  /** What is said of the time until the next question, in seconds. */
  int retryAfter = 10;

  /** The most that a page has. */
  int page = 1000;

  /** Client ids that are refused. */
  final Set<String> badClients = new HashSet<>();

  /** Certificates of client ids that have no secret. */
  final Map<String, X509Certificate> certificates = new HashMap<>();

  /** Client id of the managed identity; empty for none. */
  String identity = "";

  /** What its host says to have its tokens. */
  String identityWord = "";

  /** May change public addresses at boots. */
  ArmAddresses addresses = _ -> null;
}
