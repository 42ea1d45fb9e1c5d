package dev.jmachine.driver.azure;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.testkit.Fault;
import dev.jmachine.testkit.arm.ArmFault;
import dev.jmachine.testkit.arm.ArmStub;
import dev.jmachine.testkit.contract.DriverContract;
import dev.jmachine.testkit.contract.DriverUnderTest;
import dev.jmachine.testkit.contract.Predicament;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The tests that every driver passes, over https on a stub of Resource Manager. */
class AzureContractTest extends DriverContract {
  private final List<AzureSetting> settings = new ArrayList<>();

  @Override
  protected DriverUnderTest start(Path folder) {
    AzureSetting setting = new AzureSetting(folder);
    settings.add(setting);
    return new AzureUnderTest(setting);
  }

  @AfterEach
  void close() {
    settings.forEach(AzureSetting::close);
  }

  private record AzureUnderTest(AzureSetting azure) implements DriverUnderTest, DriverProvider {
    @Override
    public DriverProvider provider() {
      return this;
    }

    @Override
    public DriverInfo info() {
      return new AzureProvider().info();
    }

    @Override
    public Driver open(DriverContext context) {
      return new AzureProvider().open(context);
    }

    @Override
    public DriverContext context() {
      return azure.context();
    }

    @Override
    public OptionValues options() {
      return azure.values();
    }

    @Override
    public Set<String> secrets() {
      return Set.of(AzureSetting.SECRET, "token-1");
    }

    @Override
    public int calls() {
      return azure.arm.calls().size();
    }

    @Override
    public void faultAt(int call, Fault fault) {
      Thread caller = Thread.currentThread();
      azure.arm.faultAt(
          call,
          switch (fault) {
            case REFUSED ->
                ArmFault.refused(403, "AuthorizationFailed", "The client has no authorization.");
            case ANSWER_LOST -> new ArmFault.AnswerLost();
            case INTERRUPTED -> new ArmFault.Interrupts(caller, false);
            case INTERRUPTED_AFTERWARDS -> new ArmFault.Interrupts(caller, true);
            case THROTTLED -> ArmFault.throttled();
            case HANGS -> new ArmFault.Hangs(false);
            case HANGS_AFTERWARDS -> new ArmFault.Hangs(true);
          });
    }

    @Override
    public List<String> inventory() {
      return azure.arm.inventory();
    }

    @Override
    public void removeByHand(String machineName) {
      azure.arm.removeByHand(machineName);
    }

    @Override
    public void awaitHang() throws InterruptedException {
      azure.arm.awaitHang();
    }

    /** A neighbour's machine of the same name, and things that have nothing but the name. */
    @Override
    public List<String> addForeign(String machineName) {
      Map<String, String> neighbours =
          Map.of("jmachine:name", machineName, "jmachine:uid", "somebody");
      return List.of(
          azure.arm.addGroup("jm-" + machineName + "-somebody", neighbours),
          azure.arm.addMachine(
              ArmStub.SUBSCRIPTION,
              "jm-" + machineName + "-somebody",
              "jm-" + machineName + "-somebody",
              neighbours),
          azure.arm.addGroup(machineName, Map.of()),
          azure.arm.addMachine(ArmStub.SUBSCRIPTION, machineName, machineName, Map.of()));
    }

    @Override
    public Optional<OptionValues> arrange(Predicament predicament) {
      switch (predicament) {
        case BAD_CREDENTIALS -> azure.arm.refuse(AzureSetting.CLIENT);
        case NO_QUOTA ->
            azure.arm.faultOn(
                "PUT virtualMachines",
                1,
                ArmFault.refused(
                    409,
                    "OperationNotAllowed",
                    "Operation could not be completed as it results in exceeding approved"
                        + " standardBsv2Family Cores quota."));
        case NO_CAPACITY ->
            azure.arm.faultOn(
                "PUT virtualMachines",
                1,
                new ArmFault.Fails("AllocationFailed", "Allocation failed. No capacity."));
        case UNKNOWN_REGION -> azure.set(AzureOptions.LOCATION, "westsu");
        case UNKNOWN_SIZE -> azure.set(AzureOptions.SIZE, "Standard_B2z");
        case UNKNOWN_IMAGE -> azure.set(AzureOptions.IMAGE, "Canonical:none:server:latest");
      }
      return Optional.of(azure.values());
    }

    @Override
    public boolean lag(int looks) {
      azure.arm.lag(looks);
      return true;
    }
  }
}
