package dev.jmachine.core.lifecycle;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.TemplateUse;
import dev.jmachine.core.driver.Templates;
import dev.jmachine.core.driver.Templates.Readiness;
import dev.jmachine.core.driver.WarmHost;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.HostBootstrap.Adoption;
import dev.jmachine.core.lifecycle.HostBootstrap.Bootstrapped;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The quick way of a create: resume a host from the driver's template, with the engine running, and
 * adopt it. Where there is no template, or it fails, the create goes the long way.
 */
final class WarmStart {
  private static final String RESUMING = "Resuming from the template";

  private final HostBootstrap bootstrap;
  private final CreateOrder order;
  private final Steps steps;
  private final Deadline deadline;

  WarmStart(HostBootstrap bootstrap, CreateOrder order, Steps steps, Deadline deadline) {
    this.bootstrap = bootstrap;
    this.order = order;
    this.steps = steps;
    this.deadline = deadline;
  }

  /** Makes what a driver needs to make a host. */
  interface Request {
    CreateRequest make() throws IOException;
  }

  /**
   * Tries it.
   *
   * @param folder the machine's
   * @param request made when it is needed: its keys are
   * @return whether the record in {@code journal} has access and engine now
   */
  boolean run(Driver driver, MachineJournal journal, Path folder, Request request)
      throws IOException, InterruptedException {
    Optional<Templates> templates = templates(driver);
    if (templates.isEmpty()) {
      return false;
    }
    steps.run(MachineCreation.CHECK, () -> driver.check(order.name(), order.options(), steps));
    try {
      journal.update(machine -> machine.withStep(RESUMING));
      Adoption adoption = bootstrap.adopt(journal.current(), folder, steps, deadline);
      return adopted(templates.get(), request.make(), journal, adoption);
    } catch (MachineFailure failure) {
      return failed(failure);
    } catch (IOException e) {
      return failed(MachineFailure.failed("the template cannot be resumed").because(e));
    }
  }

  /** Those that are to be used, and have what is needed. */
  private Optional<Templates> templates(Driver driver) throws IOException, InterruptedException {
    if (order.template() == TemplateUse.NEVER) {
      return Optional.empty();
    }
    Optional<Templates> templates = driver.templates();
    boolean ready = templates.isPresent() && isReady(templates.get());
    if (!ready && order.template() == TemplateUse.REQUIRED) {
      throw templates.isEmpty() ? Templates.none(order.provider().info().name()) : notBuilt();
    }
    return ready ? templates : Optional.empty();
  }

  /** A build that goes on took a part of the time already: booting beside it would be slower. */
  private boolean isReady(Templates templates) throws IOException, InterruptedException {
    Readiness readiness = templates.readiness(order.options());
    if (readiness == Readiness.BEING_BUILT) {
      templates.awaitBuild(order.options(), steps, deadline);
      readiness = templates.readiness(order.options());
    }
    return readiness == Readiness.READY;
  }

  private MachineFailure notBuilt() {
    return MachineFailure.check("there is no template for this machine")
        .because("none was built for these options, image and hypervisor")
        .hint("jmachine template build -d " + order.provider().info().name());
  }

  private boolean adopted(
      Templates templates, CreateRequest request, MachineJournal journal, Adoption adoption)
      throws IOException, InterruptedException {
    Optional<WarmHost> resumed = steps.run(RESUMING, () -> templates.resume(request));
    if (resumed.isEmpty()) {
      return false;
    }
    try (WarmHost host = resumed.get()) {
      // the record gets an access when it is open: a create that is killed here begins anew
      Bootstrapped done = adoption.finish(journal.current().withAccess(host.access()), host);
      journal.update(machine -> machine.withAccess(done.access()).withEngine(done.engine()));
      host.settle(deadline);
      return true;
    }
  }

  /** What a cold boot would fail on as well, and what was to be warm or nothing, is final. */
  private boolean failed(MachineFailure failure) {
    boolean technical =
        failure.kind() == FailureKind.FAILED || failure.kind() == FailureKind.UNAVAILABLE;
    if (order.template() == TemplateUse.REQUIRED || !technical) {
      throw failure;
    }
    String reason = failure.reason();
    steps.warn(
        "booting instead of resuming: " + failure.what() + (reason == null ? "" : ": " + reason));
    return false;
  }
}
