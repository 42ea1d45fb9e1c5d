package dev.jmachine.cli.command;

import dev.jmachine.cli.DetachedProgram;
import dev.jmachine.cli.console.Questions;
import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.Templates;
import dev.jmachine.core.driver.Templates.Readiness;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * What follows a create that found no template: one is built in the background, if the user wants
 * that. Asked for by {@code --template auto}; else asked once on a terminal, and the answer kept.
 */
final class TemplateOffer {
  private static final String ANSWER = "build-templates";
  private static final String LOG = "template-build.log";

  private final CommandContext context;
  private final CreateOrder order;

  TemplateOffer(CommandContext context, CreateOrder order) {
    this.context = context;
    this.order = order;
  }

  /** After a create that ended well, and after everything else was said. */
  void make(ParseResult parsed) throws IOException, InterruptedException {
    Path install = context.caller().install();
    if (install == null || !mayBeWanted(parsed) || !isMissing()) {
      return;
    }
    if (TemplateFlag.isAuto(parsed) || isWanted()) {
      build(install);
    }
  }

  /** Before the driver is asked, which takes longer. */
  private boolean mayBeWanted(ParseResult parsed) throws IOException {
    if (TemplateFlag.isGiven(parsed)) {
      return TemplateFlag.isAuto(parsed);
    }
    return Files.exists(answer()) ? isYes() : context.caller().terminal().input();
  }

  private Path answer() {
    return context.store().root().resolve(ANSWER);
  }

  private boolean isYes() throws IOException {
    return Files.readString(answer()).strip().equals("yes");
  }

  private boolean isMissing() throws IOException, InterruptedException {
    try (Driver driver = order.provider().open(context.driverContext())) {
      Optional<Templates> templates = driver.templates();
      return templates.isPresent()
          && templates.get().readiness(order.options()) == Readiness.MISSING;
    }
  }

  private boolean isWanted() throws IOException {
    if (Files.exists(answer())) {
      return isYes();
    }
    context
        .messages()
        .line("A template would let the next machines start in seconds; it takes 450 MB of disk.");
    boolean yes =
        new Questions(context.caller().input(), context.messages())
            .isConfirmed("Build templates, now and whenever one is missing?");
    PrivateFiles.write(answer(), yes ? "yes\n" : "no\n");
    return yes;
  }

  private void build(Path install) throws IOException, InterruptedException {
    Path log = context.store().root().resolve(LOG);
    PrivateFiles.make(log);
    DetachedProgram.startGivingWay(install, arguments(), log);
    context
        .messages()
        .line("A template is being built in the background for the next machines; see " + log);
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("template", "build", "--progress", "plain"));
    String store = context.globals().storagePath();
    if (store != null) {
      arguments.addAll(List.of("--storage-path", store));
    }
    arguments.addAll(List.of("--driver", order.spec().driver()));
    order
        .spec()
        .driverOptions()
        .forEach((name, values) -> values.forEach(v -> arguments.add("--" + name + "=" + v)));
    return arguments;
  }
}
