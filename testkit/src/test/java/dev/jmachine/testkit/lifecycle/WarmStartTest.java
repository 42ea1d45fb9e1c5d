package dev.jmachine.testkit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.driver.TemplateUse;
import dev.jmachine.core.driver.Templates.Readiness;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.lifecycle.MachineCreation;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineSpec;
import dev.jmachine.core.machine.Phase;
import dev.jmachine.testkit.FakeTemplates;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarmStartTest {
  private final FakeTemplates templates = new FakeTemplates();
  private Stage stage;

  @BeforeEach
  void setUp(@TempDir Path root) {
    stage = new Stage(root);
  }

  private Machine create(TemplateUse use) throws Exception {
    return create(stage.provider.with(templates), use);
  }

  private Machine create(DriverProvider driver, TemplateUse use) throws Exception {
    MachineSpec spec = new MachineSpec("fake", Stage.OPTIONS.values(), EngineOptions.defaults());
    CreateOrder order =
        new CreateOrder(Stage.DEV, driver, spec, Stage.OPTIONS, Stage.LONG).withTemplate(use);
    return new MachineCreation(stage.surroundings).create(order, stage.steps);
  }

  @ParameterizedTest
  @EnumSource(
      value = TemplateUse.class,
      names = {"IF_THERE", "REQUIRED"})
  void a_host_is_resumed_and_adopted_without_any_login(TemplateUse use) throws Exception {
    Machine machine = create(use);

    assertThat(stage.bootstrap.calls()).containsExactly("adopt dev", "finish dev");
    assertThat(machine.phase()).isEqualTo(Phase.READY);
    assertThat(machine.engine()).isNotNull();
    assertThat(machine.requireAccess().ssh()).isNotNull();
    assertThat(templates.admitted()).isOne();
    assertThat(templates.settled()).isOne();
    assertThat(stage.contexts.urls()).containsKey("dev");
  }

  @Test
  void never_means_never() throws Exception {
    create(TemplateUse.NEVER);

    assertThat(stage.bootstrap.calls()).containsExactly("bootstrap dev");
    assertThat(templates.admitted()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Readiness.class,
      names = {"MISSING", "IMPOSSIBLE"})
  void without_a_template_a_create_goes_the_long_way(Readiness readiness) throws Exception {
    templates.found(readiness);

    create(TemplateUse.IF_THERE);

    assertThat(stage.bootstrap.calls()).containsExactly("bootstrap dev");
  }

  @Test
  void a_template_that_is_being_built_is_waited_for() throws Exception {
    templates.found(Readiness.BEING_BUILT);

    create(TemplateUse.IF_THERE);

    assertThat(stage.bootstrap.calls()).containsExactly("adopt dev", "finish dev");
  }

  @Test
  void a_template_that_is_required_and_missing_is_refused_before_anything_is_made() {
    templates.found(Readiness.MISSING);

    MachineFailure failure =
        catchThrowableOfType(MachineFailure.class, () -> create(TemplateUse.REQUIRED));

    assertThat(failure.kind()).isEqualTo(FailureKind.CHECK);
    assertThat(failure.hints()).contains("jmachine template build -d fake");
    assertThat(stage.cloud.inventory()).isEmpty();
    assertThat(stage.store.exists(Stage.DEV)).isFalse();
  }

  @Test
  void a_driver_without_templates_refuses_to_be_required_to_use_one() {
    MachineFailure failure =
        catchThrowableOfType(
            MachineFailure.class, () -> create(stage.provider, TemplateUse.REQUIRED));

    assertThat(failure.kind()).isEqualTo(FailureKind.USAGE);
    assertThat(failure.what()).contains("driver fake has no templates");
  }

  @Test
  void a_resume_that_fails_becomes_a_boot_that_says_why() throws Exception {
    templates.damaged();

    Machine machine = create(TemplateUse.IF_THERE);

    assertThat(machine.phase()).isEqualTo(Phase.READY);
    assertThat(stage.bootstrap.calls()).containsExactly("adopt dev", "bootstrap dev");
    assertThat(stage.progress.events().toString())
        .contains("booting instead of resuming: the template does not load: its file is damaged");
  }

  @Test
  void a_required_resume_that_fails_leaves_nothing() {
    templates.damaged();

    MachineFailure failure =
        catchThrowableOfType(MachineFailure.class, () -> create(TemplateUse.REQUIRED));

    assertThat(failure.what()).isEqualTo("the template does not load");
    assertThat(stage.cloud.inventory()).isEmpty();
    assertThat(stage.store.exists(Stage.DEV)).isFalse();
  }

  @Test
  void an_interruption_while_resuming_takes_everything_back() {
    stage.bootstrap.interrupted();

    MachineFailure failure =
        catchThrowableOfType(MachineFailure.class, () -> create(TemplateUse.IF_THERE));

    assertThat(failure.kind()).isEqualTo(FailureKind.CANCELLED);
    assertThat(stage.cloud.inventory()).isEmpty();
  }
}
