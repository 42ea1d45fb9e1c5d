package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.OptionValues;
import dev.jmachine.core.driver.Template;
import dev.jmachine.core.driver.Templates;
import dev.jmachine.core.driver.WarmHost;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.progress.Steps;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.host.Accelerator;
import dev.jmachine.driver.qemu.image.BaseImage;
import dev.jmachine.driver.qemu.image.ImageName;
import dev.jmachine.driver.qemu.template.CloneIdentity;
import dev.jmachine.driver.qemu.template.Recipe;
import dev.jmachine.driver.qemu.template.Rehearsal;
import dev.jmachine.driver.qemu.template.TemplateBuild;
import dev.jmachine.driver.qemu.template.TemplateFolder;
import dev.jmachine.driver.qemu.template.TemplateKey;
import dev.jmachine.driver.qemu.template.TemplateRecord;
import dev.jmachine.driver.qemu.template.TemplateStore;
import dev.jmachine.driver.qemu.template.TemplateStore.Kept;
import dev.jmachine.driver.qemu.vm.CommandLine;
import dev.jmachine.driver.qemu.vm.Qemu;
import dev.jmachine.driver.qemu.vm.SocketFolder;
import dev.jmachine.driver.qemu.vm.VirtualMachine;
import dev.jmachine.driver.qemu.vm.VmFiles;
import dev.jmachine.driver.qemu.wire.GuestAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Templates of virtual machines on this computer; only our own image can be frozen. */
final class QemuTemplates implements Templates {
  private static final Duration SHORT = Duration.ofSeconds(10);

  private final QemuHost host;

  QemuTemplates(QemuHost host) {
    this.host = host;
  }

  @Override
  public Readiness readiness(OptionValues options) throws IOException, InterruptedException {
    QemuSettings settings = QemuSettings.of(options);
    if (!(host.check().image(settings) instanceof ImageName.Built)) {
      return Readiness.IMPOSSIBLE;
    }
    Optional<TemplateChoice> choice = choice(settings);
    if (choice.isEmpty()) {
      return Readiness.MISSING;
    }
    TemplateStore store = host.templates();
    if (store.find(choice.get().key()).isPresent()) {
      return Readiness.READY;
    }
    return store.isBeingMade(choice.get().key()) ? Readiness.BEING_BUILT : Readiness.MISSING;
  }

  @Override
  public void awaitBuild(OptionValues options, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    Optional<TemplateChoice> choice = choice(QemuSettings.of(options));
    if (choice.isPresent()) {
      String title = "Waiting for the template that is being built";
      TemplateKey key = choice.get().key();
      steps.run(
          title,
          () -> host.templates().awaitMaking(key, deadline, reason -> steps.detail(title, reason)));
    }
  }

  /** Empty where the image is another's, or not there yet. */
  private Optional<TemplateChoice> choice(QemuSettings settings)
      throws IOException, InterruptedException {
    ImageName name = host.check().image(settings);
    Optional<String> image =
        name instanceof ImageName.Built ? host.images().present(name) : Optional.empty();
    return image.isPresent() ? Optional.of(choice(settings, image.get())) : Optional.empty();
  }

  private TemplateChoice choice(QemuSettings settings, String image)
      throws IOException, InterruptedException {
    Qemu qemu = host.qemu();
    Accelerator accelerator = accelerator(settings.accelerator());
    TemplateKey key =
        new TemplateKey(
            image,
            qemu.version().machineType(),
            qemu.words(),
            accelerator.option(),
            CommandLine.processor(accelerator, qemu.version()),
            settings.cpus(),
            settings.memory(),
            settings.diskGib(),
            Recipe.digest(accelerator, qemu.version()));
    return new TemplateChoice(settings, qemu, accelerator, key);
  }

  private Accelerator accelerator(String option) throws IOException, InterruptedException {
    return option.equals("auto")
        ? host.selection().choose().accelerator()
        : Accelerator.parse(option);
  }

  @Override
  public Template build(OptionValues options, Steps steps, Deadline deadline)
      throws IOException, InterruptedException {
    QemuSettings settings = QemuSettings.of(options);
    ImageName name = host.check().image(settings);
    if (!(name instanceof ImageName.Built)) {
      throw MachineFailure.check("no template can be made of the image " + name.shown())
          .because(
              "only an image that jmachine built has the agent that gives a clone its identity")
          .hint("--qemu-image " + ImageName.BUILT);
    }
    host.check().check(settings, host.context().storeFolder(), host.imageFolder(), steps);
    BaseImage image = host.images().require(name, steps, deadline);
    TemplateChoice choice =
        choice(settings)
            .orElseThrow(() -> MachineFailure.failed("the image is gone that was just there"));
    String title = "Building the template (once)";
    steps.run(
        title,
        () ->
            host.templates()
                .make(
                    choice.key(),
                    staging -> build(staging, choice, image, steps, deadline),
                    this::endGuest,
                    deadline,
                    reason -> steps.detail(title, reason)));
    return shown(host.templates().read(choice.key().id()).orElseThrow());
  }

  private TemplateRecord build(
      TemplateFolder staging,
      TemplateChoice choice,
      BaseImage image,
      Steps steps,
      Deadline deadline)
      throws IOException, InterruptedException {
    TemplateBuild build =
        new TemplateBuild(
            choice.qemu(),
            choice.accelerator(),
            image,
            choice.key(),
            host.vmHost(),
            host.context().clock());
    return build.into(staging, guest(staging.path()), steps, deadline);
  }

  /** The files of the guest that is frozen. */
  private VmFiles guest(Path staging) {
    Path folder = staging.resolve("vm");
    return new VmFiles(folder, SocketFolder.of(folder, host.context().environment(), host.user()));
  }

  private void endGuest(Path staging) throws IOException, InterruptedException {
    Optional<VirtualMachine> vm = VirtualMachine.open(guest(staging).folder(), host.vmHost());
    if (vm.isPresent()) {
      vm.get().kill(host.silent());
    }
  }

  @Override
  public List<Template> list() throws IOException, InterruptedException {
    List<Template> all = new ArrayList<>();
    for (Kept kept : host.templates().list()) {
      all.add(shown(kept));
    }
    return all;
  }

  private Template shown(Kept kept) throws IOException, InterruptedException {
    return new Template(
        kept.id(),
        kept.record().created(),
        kept.record().bytes(),
        fits(kept),
        machines(kept.folder().machines()),
        kept.record().details());
  }

  private boolean fits(Kept kept) throws IOException, InterruptedException {
    return kept.record().circumstances().equals(circumstances());
  }

  /** Those of this computer as it is now; empty where the image is not there any more. */
  private String circumstances() throws IOException, InterruptedException {
    ImageName image = ImageName.parse(ImageName.BUILT, null);
    Optional<String> present = host.images().present(image);
    if (present.isEmpty()) {
      return "";
    }
    QemuSettings any = new QemuSettings(image, 0, 0, 0, List.of(), "auto");
    return choice(any, present.get()).key().circumstances();
  }

  /** A claim has the folder machines/NAME/qemu. */
  private static List<String> machines(List<Path> folders) {
    return folders.stream()
        .map(folder -> String.valueOf(folder.resolveSibling(".").normalize().getFileName()))
        .sorted()
        .toList();
  }

  @Override
  public void remove(String id, Steps steps) throws IOException, InterruptedException {
    Deadline soon = Deadline.in(SHORT, host.context().ticker());
    TemplateStore store = host.templates();
    List<String> needing = machines(steps.run("Removing template", () -> store.remove(id, soon)));
    if (!needing.isEmpty()) {
      throw MachineFailure.of(FailureKind.CONFLICT, "template " + id + " is in use")
          .because("the disks of these machines are on top of it: " + String.join(", ", needing))
          .hint("jmachine rm " + String.join(" ", needing));
    }
  }

  @Override
  public List<String> sweep() throws IOException, InterruptedException {
    return host.templates().sweep(this::endGuest).stream().map(Path::toString).toList();
  }

  @Override
  public Optional<WarmHost> resume(CreateRequest request) throws IOException, InterruptedException {
    Optional<TemplateChoice> choice = choice(QemuSettings.of(request.options()));
    Optional<TemplateFolder> found =
        choice.isPresent() ? host.templates().find(choice.get().key()) : Optional.empty();
    return found.isPresent()
        ? Optional.of(new QemuResumption(host, request, choice.get(), found.get()).resume())
        : Optional.empty();
  }

  @Override
  public void park(Machine machine, Deadline deadline) throws IOException, InterruptedException {
    VirtualMachine vm = require(machine);
    if (!vm.isPaused()) {
      rehearse(vm, deadline);
      vm.pause();
    }
  }

  /** Worth its time where programs are translated; a guest that fails in it can be parked still. */
  private void rehearse(VirtualMachine vm, Deadline deadline)
      throws IOException, InterruptedException {
    if (accelerator(vm.record().accelerator()) != Accelerator.TCG) {
      return;
    }
    try (GuestAgent agent = vm.agent(deadline)) {
      Rehearsal.run(agent, deadline);
    }
  }

  @Override
  public void announceMove(Machine machine, Path folder) throws IOException {
    VirtualMachine vm = require(machine);
    Path now = host.folder(machine.name());
    Path then = folder.resolve(String.valueOf(now.getFileName())).toAbsolutePath();
    if (!vm.files().sockets().equals(now) || !host.holdsItsSockets(then)) {
      // a path that is too long: they are elsewhere, named after a folder that another will have
      throw MachineFailure.of(FailureKind.NOT_FOUND, "its sockets cannot move with its folder");
    }
    String template = vm.record().template();
    if (template != null) {
      host.templates().folder(template).claim(machine.uid(), now, then);
    }
  }

  @Override
  public void unpark(Machine machine, Deadline deadline) throws IOException, InterruptedException {
    VirtualMachine vm = require(machine);
    String template = vm.record().template();
    if (template != null) {
      host.templates().folder(template).claim(machine.uid(), vm.files().folder());
    }
    vm.resume();
    try (GuestAgent agent = vm.agent(deadline)) {
      new CloneIdentity(host.context().clock(), new SecureRandom())
          .rename(machine.name(), agent, deadline);
    }
  }

  private VirtualMachine require(Machine machine) throws IOException {
    return host.find(machine)
        .orElseThrow(
            () ->
                MachineFailure.of(
                        FailureKind.UNAVAILABLE, "a parked machine's virtual machine is gone")
                    .because("its files are not in " + host.folder(machine.name())));
  }
}
