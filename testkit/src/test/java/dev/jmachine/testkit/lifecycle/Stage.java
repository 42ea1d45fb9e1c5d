package dev.jmachine.testkit.lifecycle;

import dev.jmachine.core.driver.DriverContext;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.lifecycle.Leftovers;
import dev.jmachine.core.lifecycle.MachineCreation;
import dev.jmachine.core.lifecycle.Surroundings;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.store.MachineStore;
import dev.jmachine.testkit.FakeBootstrap;
import dev.jmachine.testkit.FakeCloud;
import dev.jmachine.testkit.FakeProvider;
import dev.jmachine.testkit.FakeTime;
import dev.jmachine.testkit.RecordingContexts;
import dev.jmachine.testkit.RecordingProgress;
import dev.jmachine.testkit.RecordingWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A store in a folder, a cloud in memory and time that passes at once. */
final class Stage {
  static final MachineName DEV = new MachineName("dev");
  static final Duration LONG = Duration.ofMinutes(10);
  static final OptionValues OPTIONS = new OptionValues(Map.of("fake-size", List.of("small")));

  final FakeTime time = FakeTime.start();
  final FakeCloud cloud = new FakeCloud();
  final FakeProvider provider = new FakeProvider(cloud);
  final FakeBootstrap bootstrap = new FakeBootstrap();
  final RecordingContexts contexts = new RecordingContexts();
  final RecordingWatch watch = new RecordingWatch();
  final RecordingProgress progress = new RecordingProgress();
  final Steps steps = new Steps("dev", progress, time);
  final MachineStore store;
  final Surroundings surroundings;

  Stage(Path root) {
    store = MachineStore.at(root, time, time, time);
    DriverContext context =
        new DriverContext(root, root.resolve("cache"), Map.of(), time, time, time);
    surroundings = new Surroundings(store, contexts, bootstrap, context, new Random(1), watch);
  }

  Machine create() throws IOException, InterruptedException {
    return create(provider, OPTIONS);
  }

  Machine create(Duration ttl) throws IOException, InterruptedException {
    return create(provider, ttl);
  }

  Machine create(DriverProvider driver, Duration ttl) throws IOException, InterruptedException {
    return create(driver, OPTIONS, OPTIONS.values(), ttl);
  }

  Machine create(DriverProvider driver, OptionValues options)
      throws IOException, InterruptedException {
    return create(driver, options, options.values());
  }

  Machine create(Leftovers leftovers) throws IOException, InterruptedException {
    return new MachineCreation(surroundings).create(order(provider, OPTIONS), leftovers, steps);
  }

  Machine resume(Leftovers leftovers) throws IOException, InterruptedException {
    return new MachineCreation(surroundings).resume(order(provider, OPTIONS), leftovers, steps);
  }

  /** A record of which nothing exists yet. */
  Machine reserved() {
    return Machine.reserved(DEV, "uid", "now", order(provider, OPTIONS).spec());
  }

  private static CreateOrder order(DriverProvider driver, OptionValues options) {
    MachineSpec spec =
        new MachineSpec(driver.info().name(), options.values(), EngineOptions.defaults());
    return new CreateOrder(DEV, driver, spec, options, LONG);
  }

  /** With other options than those that are stored, such as secret ones. */
  Machine create(DriverProvider driver, OptionValues options, Map<String, List<String>> stored)
      throws IOException, InterruptedException {
    return create(driver, options, stored, null);
  }

  private Machine create(
      DriverProvider driver,
      OptionValues options,
      Map<String, List<String>> stored,
      @Nullable Duration ttl)
      throws IOException, InterruptedException {
    MachineSpec spec = new MachineSpec(driver.info().name(), stored, EngineOptions.defaults());
    return new MachineCreation(surroundings)
        .create(new CreateOrder(DEV, driver, spec, options, LONG, ttl), steps);
  }
}
