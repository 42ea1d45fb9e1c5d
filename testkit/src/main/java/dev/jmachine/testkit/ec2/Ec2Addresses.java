package dev.jmachine.testkit.ec2;

/** Gives an instance its public address at each launch and start. */
@FunctionalInterface
public interface Ec2Addresses {
  /**
   * What is known of a start.
   *
   * @param instanceId of the instance
   * @param number how many starts there were before in this region, all instances together
   * @param userData as sent, Base64; empty for none
   */
  record Start(String instanceId, int number, String userData) {}

  String next(Start start);
}
