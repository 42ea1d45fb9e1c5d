package dev.jmachine.driver.aws.api;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom EC2 is called.
 *
 * @param region such as "eu-west-1"
 * @param endpoint URL of the API in place of the region's; null for the region's
 * @param profile of ~/.aws/config; null for the SDK's usual chain
 * @param keys given by the user for this command alone; null where the chain or profile serves
 */
public record Ec2Account(
    String region, @Nullable String endpoint, @Nullable String profile, @Nullable Keys keys) {
  private static final String REGION = "region";
  private static final String ENDPOINT = "endpoint";
  private static final String PROFILE = "profile";

  /**
   * Access keys as the user gave them; never stored.
   *
   * @param token of temporary credentials; null for lasting ones
   */
  public record Keys(String id, String secret, @Nullable String token) {
    /** Shows nothing that is secret. */
    @Override
    public String toString() {
      return "Keys[" + id + "]";
    }
  }

  /** What a resource's attributes say; credentials come from the surroundings each time. */
  public static Ec2Account of(Map<String, String> attributes, @Nullable Keys keys) {
    return new Ec2Account(
        attributes.getOrDefault(REGION, "us-east-1"),
        attributes.get(ENDPOINT),
        attributes.get(PROFILE),
        keys);
  }

  /** What is stored with a resource, so that it is found again. */
  public Map<String, String> attributes() {
    Map<String, String> all = new TreeMap<>();
    all.put(REGION, region);
    if (endpoint != null) {
      all.put(ENDPOINT, endpoint);
    }
    if (profile != null) {
      all.put(PROFILE, profile);
    }
    return all;
  }

  /** The same account in another region. */
  public Ec2Account in(String otherRegion) {
    return new Ec2Account(otherRegion, endpoint, profile, keys);
  }
}
