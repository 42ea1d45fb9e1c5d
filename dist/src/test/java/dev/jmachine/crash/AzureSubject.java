package dev.jmachine.crash;

import dev.jmachine.testkit.arm.ArmStub;
import java.util.List;

/** The driver azure, with a JVM of its own, over a Resource Manager in the test's process. */
record AzureSubject(ArmStub arm) implements Subject {
  @Override
  public String driver() {
    return "azure";
  }

  @Override
  public String program() {
    return "env AZURE_SUBSCRIPTION_ID="
        + ArmStub.SUBSCRIPTION
        + " AZURE_TENANT_ID=77777777-aaaa-bbbb-cccc-dddddddddddd AZURE_CLIENT_ID=client"
        + " AZURE_CLIENT_SECRET=none AZURE_RESOURCE_MANAGER_ENDPOINT="
        + arm.endpoint()
        + " AZURE_AUTHORITY_HOST="
        + arm.endpoint()
        + " AZURE_CA_FILE="
        + arm.caFile()
        + " "
        + Subject.super.program();
  }

  @Override
  public String createOptions() {
    return "-d azure --azure-location westeurope --azure-ssh-user root"
        + " --azure-image Debian:debian-13:13-gen2:latest --azure-allow-cidr 198.51.100.7";
  }

  @Override
  public List<String> inventory() {
    return arm.inventory().stream()
        .map(id -> id + " \"" + arm.tags(id).getOrDefault("jmachine:name", "") + '"')
        .toList();
  }

  /** The group, and six in it. */
  @Override
  public int thingsOfAMachine() {
    return 7;
  }

  @Override
  public String goodState() {
    return "Running";
  }
}
