package dev.jmachine.testkit.contract;

import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverInfo;
import dev.jmachine.core.driver.DriverOption;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.lifecycle.MachineCreation;
import dev.jmachine.core.lifecycle.Surroundings;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.progress.Progress;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineStore;
import dev.jmachine.testkit.FakeBootstrap;
import dev.jmachine.testkit.RecordingContexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A machine made by the core's own story, with everything that the core stores. */
final class Stored {
  private Stored() {}

  static Surroundings surroundings(DriverUnderTest subject) {
    DriverContext context = subject.context();
    MachineStore store =
        MachineStore.at(context.storeFolder(), context.clock(), context.ticker(), context.pause());
    return new Surroundings(
        store, new RecordingContexts(), new FakeBootstrap(), context, new Random(7));
  }

  static Machine create(DriverUnderTest subject, Progress progress)
      throws IOException, InterruptedException {
    return create(subject, progress, null);
  }

  static Machine create(DriverUnderTest subject, Progress progress, @Nullable Duration ttl)
      throws IOException, InterruptedException {
    DriverInfo info = subject.provider().info();
    MachineSpec spec =
        new MachineSpec(info.name(), withoutSecrets(subject, info), EngineOptions.defaults());
    MachineName name = new MachineName("stored");
    CreateOrder order =
        new CreateOrder(
            name, subject.provider(), spec, subject.options(), Duration.ofMinutes(10), ttl);
    Steps steps = new Steps("stored", progress, subject.context().ticker());
    return new MachineCreation(surroundings(subject)).create(order, steps);
  }

  /** Every file of the machine in the store. */
  static List<Path> files(DriverUnderTest subject) throws IOException {
    try (var all = Files.walk(subject.context().machineFolder("stored"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** As the command line does. */
  private static Map<String, List<String>> withoutSecrets(
      DriverUnderTest subject, DriverInfo info) {
    Map<String, List<String>> values = new HashMap<>(subject.options().values());
    info.options().stream()
        .filter(DriverOption::secret)
        .map(DriverOption::name)
        .forEach(values::remove);
    return values;
  }
}
