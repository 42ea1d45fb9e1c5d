package dev.jmachine.testkit;

import dev.jmachine.core.driver.Capability;
import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.testkit.contract.DriverContract;
import dev.jmachine.testkit.contract.DriverUnderTest;
import dev.jmachine.testkit.contract.Predicament;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The contract on the driver that is as it should be, whole and without its capabilities. */
class FakeDriverContractTest {
  @Nested
  class WithEveryCapability extends DriverContract {
    @Override
    protected DriverUnderTest start(Path folder) {
      return new FakeSubject(new FakeProvider(), folder);
    }
  }

  @Nested
  class WithoutAny extends DriverContract {
    @Override
    protected DriverUnderTest start(Path folder) {
      FakeProvider provider = new FakeProvider();
      for (Capability capability : Capability.values()) {
        provider = provider.lacking(capability, "the fake has no " + capability);
      }
      return new FakeSubject(provider, folder);
    }
  }

  private record FakeSubject(FakeProvider fake, DriverContext context) implements DriverUnderTest {
    FakeSubject(FakeProvider fake, Path folder) {
      FakeTime time = FakeTime.start();
      this(fake, new DriverContext(folder, folder.resolve("cache"), Map.of(), time, time, time));
    }

    @Override
    public DriverProvider provider() {
      return fake;
    }

    @Override
    public OptionValues options() {
      return new OptionValues(
          Map.of("fake-size", List.of("small"), "fake-password", List.of("s3cret-of-the-fake")));
    }

    @Override
    public Set<String> secrets() {
      return Set.of("s3cret-of-the-fake");
    }

    @Override
    public int calls() {
      return fake.cloud().calls().size();
    }

    @Override
    public void faultAt(int call, Fault fault) {
      fake.cloud().faultAt(call, fault);
    }

    @Override
    public List<String> inventory() {
      return fake.cloud().inventory().stream().map(FakeThing::id).toList();
    }

    @Override
    public void removeByHand(String machineName) {
      fake.cloud().removeByHand(machineName);
    }

    @Override
    public void awaitHang() throws InterruptedException {
      fake.cloud().awaitHang();
    }

    @Override
    public List<String> addForeign(String machineName) {
      return List.of(fake.cloud().addForeign(machineName));
    }

    @Override
    public Optional<OptionValues> arrange(Predicament predicament) {
      return predicament == Predicament.UNKNOWN_SIZE
          ? Optional.of(new OptionValues(Map.of("fake-size", List.of("huge"))))
          : Optional.empty();
    }

    @Override
    public boolean lag(int looks) {
      return false;
    }
  }
}
