package dev.jmachine.testkit.lifecycle;

import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.TemplateUse;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.lifecycle.MachineCreation;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.pool.MachinePool;
import dev.jmachine.core.pool.PoolPlan;
import dev.jmachine.core.store.StoredMachine;
import dev.jmachine.testkit.FakeTemplates;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of the pool of a user who has none at its begin. */
abstract class PoolCase {
  static final Map<String, List<String>> TYPED = Map.of();

  final FakeTemplates templates = new FakeTemplates();

  Stage stage;

  DriverProvider driver;

  MachinePool pool;

  @BeforeEach
  void setUp(@TempDir Path root) {
    stage = new Stage(root);
    driver = stage.provider.with(templates);
    pool = new MachinePool(stage.surroundings);
  }

  CreateOrder order(String name, Map<String, List<String>> typed, TemplateUse use) {
    MachineSpec spec = new MachineSpec("fake", typed, EngineOptions.defaults());
    OptionValues options = Stage.OPTIONS;
    return new CreateOrder(new MachineName(name), driver, spec, options, Stage.LONG)
        .withTemplate(use);
  }

  void set(int size) throws Exception {
    pool.want(new PoolPlan(size, "fake", TYPED, null));
    pool.clear(driver, stage.progress);
    pool.fill(order("pool", TYPED, TemplateUse.REQUIRED), stage.progress);
  }

  Machine create(String name, TemplateUse use) throws Exception {
    return new MachineCreation(stage.surroundings).create(order(name, TYPED, use), stage.steps);
  }

  List<String> waiting() throws Exception {
    List<String> names = new ArrayList<>();
    for (StoredMachine member : pool.members()) {
      if (pool.isWaiting(member)) {
        names.add(member.name());
      }
    }
    return names;
  }

  String inAnHour() {
    return stage.time.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS) + "";
  }

  Machine member(String name) throws Exception {
    return stage.surroundings.pool().store().load(new MachineName(name));
  }
}
