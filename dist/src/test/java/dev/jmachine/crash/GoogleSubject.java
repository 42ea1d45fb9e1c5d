package dev.jmachine.crash;

import dev.jmachine.testkit.gce.GceStub;
import java.util.List;

/** The driver google, with a JVM of its own, over a Compute Engine in the test's process. */
record GoogleSubject(GceStub gce) implements Subject {
  @Override
  public String driver() {
    return "google";
  }

  @Override
  public String program() {
    return "env GOOGLE_OAUTH_ACCESS_TOKEN=none GOOGLE_PROJECT=acme " + Subject.super.program();
  }

  @Override
  public String createOptions() {
    return "-d google --google-zone europe-west1-b --google-image debian-13"
        + " --google-username root --google-endpoint "
        + gce.endpoint()
        + " --google-check-ip-url "
        + gce.checkIpUrl();
  }

  /** Names are "jm-NAME-" and a part of the machine's uid. */
  @Override
  public List<String> inventory() {
    return gce.inventory().stream()
        .map(name -> name + " \"" + name.replaceAll("^jm-|-[0-9a-f]+$", "") + '"')
        .toList();
  }

  /** The firewall rule and the instance, whose disk goes with it. */
  @Override
  public int thingsOfAMachine() {
    return 2;
  }

  @Override
  public String goodState() {
    return "Running";
  }
}
