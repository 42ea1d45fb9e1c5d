package dev.jmachine.driver.aws;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.testkit.Fault;
import dev.jmachine.testkit.contract.DriverContract;
import dev.jmachine.testkit.contract.DriverUnderTest;
import dev.jmachine.testkit.contract.Predicament;
import dev.jmachine.testkit.ec2.Ec2Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The tests that every driver passes, over HTTP on a stub of EC2. */
class AwsContractTest extends DriverContract {
  private final List<AwsSetting> settings = new ArrayList<>();

  @Override
  protected DriverUnderTest start(Path folder) {
    AwsSetting setting = new AwsSetting(folder);
    settings.add(setting);
    return new AwsUnderTest(setting);
  }

  @AfterEach
  void close() {
    settings.forEach(AwsSetting::close);
  }

  private record AwsUnderTest(AwsSetting aws) implements DriverUnderTest, DriverProvider {
    @Override
    public DriverProvider provider() {
      return this;
    }

    @Override
    public DriverInfo info() {
      return new AwsProvider().info();
    }

    @Override
    public Driver open(DriverContext context) {
      return new AwsProvider().open(context);
    }

    @Override
    public DriverContext context() {
      return aws.context();
    }

    @Override
    public OptionValues options() {
      return aws.values();
    }

    @Override
    public Set<String> secrets() {
      return Set.of(AwsSetting.SECRET);
    }

    @Override
    public int calls() {
      return aws.ec2.calls().size();
    }

    @Override
    public void faultAt(int call, Fault fault) {
      Thread caller = Thread.currentThread();
      aws.ec2.faultAt(
          call,
          switch (fault) {
            case REFUSED -> Ec2Fault.refused("UnauthorizedOperation", "You are not authorized");
            case ANSWER_LOST -> new Ec2Fault.AnswerLost();
            case INTERRUPTED -> new Ec2Fault.Interrupts(caller, false);
            case INTERRUPTED_AFTERWARDS -> new Ec2Fault.Interrupts(caller, true);
            case THROTTLED -> Ec2Fault.throttled();
            case HANGS -> new Ec2Fault.Hangs(false);
            case HANGS_AFTERWARDS -> new Ec2Fault.Hangs(true);
          });
    }

    @Override
    public List<String> inventory() {
      return aws.ec2.inventory();
    }

    @Override
    public void removeByHand(String machineName) {
      aws.ec2.removeByHand(machineName);
    }

    @Override
    public void awaitHang() throws InterruptedException {
      aws.ec2.awaitHang();
    }

    /** A neighbour's machine of the same name, and things that have nothing but the name. */
    @Override
    public List<String> addForeign(String machineName) {
      Map<String, String> neighbours =
          Map.of("Name", machineName, "jmachine:name", machineName, "jmachine:uid", "somebody");
      return List.of(
          aws.ec2.addInstance("eu-west-1", neighbours),
          aws.ec2.addInstance("eu-west-1", Map.of("Name", machineName)),
          aws.ec2.addGroup("eu-west-1", "jm-" + machineName, "vpc-default"));
    }

    @Override
    public Optional<OptionValues> arrange(Predicament predicament) {
      switch (predicament) {
        case BAD_CREDENTIALS -> aws.ec2.refuse("AKIDEXAMPLE");
        case NO_QUOTA ->
            refuseLaunch("VcpuLimitExceeded", "You have requested more vCPU capacity than 0");
        case NO_CAPACITY ->
            refuseLaunch("InsufficientInstanceCapacity", "We do not have sufficient capacity");
        case UNKNOWN_REGION -> {
          aws.options.remove(AwsOptions.ENDPOINT);
          aws.set(AwsOptions.REGION, "eu-wset-1");
        }
        case UNKNOWN_SIZE -> aws.set(AwsOptions.TYPE, "t3.huge");
        case UNKNOWN_IMAGE -> aws.set(AwsOptions.AMI, "ami-none");
      }
      return Optional.of(aws.values());
    }

    private void refuseLaunch(String code, String message) {
      aws.ec2.faultOn("RunInstances", 1, Ec2Fault.refused(code, message));
    }

    @Override
    public boolean lag(int looks) {
      aws.ec2.lag(looks);
      return true;
    }
  }
}
