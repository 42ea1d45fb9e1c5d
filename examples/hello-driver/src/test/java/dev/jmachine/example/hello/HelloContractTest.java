package dev.jmachine.example.hello;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.example.hello.FaultyCloud.Trouble;
import dev.jmachine.example.hello.cloud.Address;
import dev.jmachine.example.hello.cloud.FolderCloud;
import dev.jmachine.example.hello.cloud.HelloCloud;
import dev.jmachine.example.hello.cloud.Instance;
import dev.jmachine.testkit.Fault;
import dev.jmachine.testkit.contract.DriverContract;
import dev.jmachine.testkit.contract.DriverUnderTest;
import dev.jmachine.testkit.contract.Predicament;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

// snippet: contract
/** The tests that every driver passes, on the hello cloud. */
class HelloContractTest extends DriverContract {
  @Override
  protected DriverUnderTest start(Path folder) {
    return new HelloUnderTest(folder);
  }

  // end: contract

  private static final class HelloUnderTest implements DriverUnderTest, DriverProvider {
    private static final String SECRET = "s3cret-of-the-account";

    private final HelloSetting hello;
    private final FolderCloud cloud;

    HelloUnderTest(Path folder) {
      hello = new HelloSetting(folder);
      hello.options.put(HelloProvider.TOKEN, List.of(SECRET));
      cloud = new FolderCloud(folder, null, hello.time);
    }

    @Override
    public DriverProvider provider() {
      return this;
    }

    @Override
    public DriverInfo info() {
      return new HelloProvider().info();
    }

    @Override
    public Driver open(DriverContext context) {
      return new HelloDriver(context, (_, _) -> hello.cloud);
    }

    @Override
    public DriverContext context() {
      return hello.context();
    }

    @Override
    public OptionValues options() {
      return hello.values();
    }

    @Override
    public Set<String> secrets() {
      return Set.of(SECRET);
    }

    @Override
    public int calls() {
      return hello.cloud.calls().size();
    }

    @Override
    public void faultAt(int call, Fault fault) {
      hello.cloud.at(
          call,
          switch (fault) {
            case REFUSED -> new Trouble("Refused", false);
            case ANSWER_LOST -> new Trouble("Refused", true);
            case INTERRUPTED -> new Trouble(Trouble.INTERRUPTION, false);
            case INTERRUPTED_AFTERWARDS -> new Trouble(Trouble.INTERRUPTION, true);
            case THROTTLED -> new Trouble("Throttled", false);
            case HANGS -> new Trouble(Trouble.HANG, false);
            case HANGS_AFTERWARDS -> new Trouble(Trouble.HANG, true);
          });
    }

    @Override
    public List<String> inventory() {
      List<String> all = new ArrayList<>();
      cloud.addresses().forEach(address -> all.add(address.id()));
      cloud.instances().forEach(instance -> all.add(instance.id()));
      return all;
    }

    @Override
    public void removeByHand(String machineName) {
      for (Instance instance : cloud.instances()) {
        if (instance.tags().containsValue(machineName)) {
          cloud.change(instance.id(), HelloCloud.Change.TERMINATE);
        }
      }
      hello.time.advance(Duration.ofSeconds(1));
      for (Address address : cloud.addresses()) {
        if (address.tags().containsValue(machineName)) {
          cloud.releaseAddress(address.id());
        }
      }
    }

    @Override
    public void awaitHang() throws InterruptedException {
      hello.cloud.awaitHang();
    }

    @Override
    public List<String> addForeign(String machineName) {
      Map<String, String> tags = Map.of("jmachine-name", machineName, "jmachine-uid", "somebody");
      Address address = cloud.reserveAddress("somebody", tags);
      Instance instance = cloud.launch("somebody", "small", address.id(), tags, null);
      return List.of(address.id(), instance.id());
    }

    @Override
    public Optional<OptionValues> arrange(Predicament predicament) {
      return switch (predicament) {
        case UNKNOWN_SIZE -> Optional.of(with(HelloProvider.SIZE, "huge"));
        case BAD_CREDENTIALS -> {
          hello.cloud.at(1, new Trouble("Unauthorized", false));
          yield Optional.of(options());
        }
        case NO_QUOTA -> {
          hello.cloud.at(3, new Trouble("LimitExceeded", false));
          yield Optional.of(options());
        }
        case NO_CAPACITY, UNKNOWN_REGION, UNKNOWN_IMAGE -> Optional.empty();
      };
    }

    private OptionValues with(String option, String value) {
      hello.options.put(option, List.of(value));
      return hello.values();
    }

    @Override
    public boolean lag(int looks) {
      return false;
    }
  }
}
