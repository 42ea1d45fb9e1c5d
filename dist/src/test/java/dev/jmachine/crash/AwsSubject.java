package dev.jmachine.crash;

import dev.jmachine.testkit.ec2.Ec2Stub;
import java.util.List;

/** The driver aws, with a JVM of its own, over an EC2 in the test's process. */
record AwsSubject(Ec2Stub ec2) implements Subject {
  @Override
  public String driver() {
    return "aws";
  }

  @Override
  public String program() {
    return "env AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=none "
        + Subject.super.program();
  }

  @Override
  public String createOptions() {
    return "-d aws --aws-region eu-west-1 --aws-image debian-13 --aws-ssh-user root --aws-endpoint "
        + ec2.endpoint()
        + " --aws-check-ip-url "
        + ec2.checkIpUrl();
  }

  @Override
  public List<String> inventory() {
    return ec2.inventory().stream()
        .map(id -> id + (id.contains(" ") ? "" : " " + named(id)))
        .toList();
  }

  private String named(String id) {
    return '"' + ec2.tags(id).getOrDefault("jmachine:name", "") + '"';
  }

  @Override
  public int thingsOfAMachine() {
    return 2;
  }

  @Override
  public String goodState() {
    return "Running";
  }
}
