package dev.jmachine.driver.google;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.testkit.Fault;
import dev.jmachine.testkit.contract.DriverContract;
import dev.jmachine.testkit.contract.DriverUnderTest;
import dev.jmachine.testkit.contract.Predicament;
import dev.jmachine.testkit.gce.GceFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The tests that every driver passes, over HTTP on a stub of Compute Engine. */
class GoogleContractTest extends DriverContract {
  private final List<GoogleSetting> settings = new ArrayList<>();

  @Override
  protected DriverUnderTest start(Path folder) {
    GoogleSetting setting = new GoogleSetting(folder);
    settings.add(setting);
    return new GoogleUnderTest(setting);
  }

  @AfterEach
  void close() {
    settings.forEach(GoogleSetting::close);
  }

  private record GoogleUnderTest(GoogleSetting google) implements DriverUnderTest, DriverProvider {
    @Override
    public DriverProvider provider() {
      return this;
    }

    @Override
    public DriverInfo info() {
      return new GoogleProvider().info();
    }

    @Override
    public Driver open(DriverContext context) {
      return new GoogleProvider().open(context);
    }

    @Override
    public DriverContext context() {
      return google.context();
    }

    @Override
    public OptionValues options() {
      return google.values();
    }

    @Override
    public Set<String> secrets() {
      return Set.of(GoogleSetting.TOKEN);
    }

    @Override
    public int calls() {
      return google.gce.calls().size();
    }

    @Override
    public void faultAt(int call, Fault fault) {
      Thread caller = Thread.currentThread();
      google.gce.faultAt(
          call,
          switch (fault) {
            case REFUSED -> GceFault.forbidden("compute.anything");
            case ANSWER_LOST -> new GceFault.AnswerLost();
            case INTERRUPTED -> new GceFault.Interrupts(caller, false);
            case INTERRUPTED_AFTERWARDS -> new GceFault.Interrupts(caller, true);
            case THROTTLED -> GceFault.throttled();
            case HANGS -> new GceFault.Hangs(false);
            case HANGS_AFTERWARDS -> new GceFault.Hangs(true);
          });
    }

    @Override
    public List<String> inventory() {
      return google.gce.inventory();
    }

    @Override
    public void removeByHand(String machineName) {
      google.gce.removeByHand("jm-" + machineName + "-");
    }

    @Override
    public void awaitHang() throws InterruptedException {
      google.gce.awaitHang();
    }

    /** A neighbour's machine of the same name, and things that have nothing but the name. */
    @Override
    public List<String> addForeign(String machineName) {
      Map<String, String> neighbours =
          Map.of("jmachine-name", machineName, "jmachine-uid", "somebody");
      return List.of(
          google.gce.addInstance(
              "europe-west1-b", "jm-" + machineName + "-somebody", neighbours, Map.of()),
          google.gce.addInstance("europe-west1-b", machineName, Map.of(), Map.of()),
          google.gce.addFirewall("jm-" + machineName, "by hand"));
    }

    @Override
    public Optional<OptionValues> arrange(Predicament predicament) {
      switch (predicament) {
        case BAD_CREDENTIALS -> google.gce.refuse(GoogleSetting.TOKEN);
        case NO_QUOTA ->
            google.gce.faultOn(
                "instances.insert",
                1,
                new GceFault.Refused(403, "quotaExceeded", "Quota 'CPUS' exceeded. Limit: 0.0"));
        case NO_CAPACITY ->
            google.gce.faultOn(
                "instances.insert",
                1,
                new GceFault.OperationFails(
                    "ZONE_RESOURCE_POOL_EXHAUSTED", "The zone does not have enough resources."));
        case UNKNOWN_REGION -> google.set(GoogleOptions.ZONE, "europe-wset1-b");
        case UNKNOWN_SIZE -> google.set(GoogleOptions.TYPE, "e2-huge");
        case UNKNOWN_IMAGE -> google.set(GoogleOptions.MACHINE_IMAGE, "acme/global/images/none");
      }
      return Optional.of(google.values());
    }

    @Override
    public boolean lag(int looks) {
      google.gce.lag(looks);
      return true;
    }
  }
}
