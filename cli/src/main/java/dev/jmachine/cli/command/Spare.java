package dev.jmachine.cli.command;

import dev.jmachine.core.driver.Driver;
import dev.jmachine.core.driver.TemplateUse;
import dev.jmachine.core.driver.Templates;
import dev.jmachine.core.driver.Templates.Readiness;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.pool.MachinePool;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code create --spare TIME}: afterwards another machine of the same kind waits, for that long,
 * and the next create takes it at once. It is a pool of one that ends by itself.
 *
 * @param ttl how long it waits; null where none is wanted
 */
record Spare(@Nullable Duration ttl) {
  private static final String OPTION = "--spare";

  static OptionSpec option() {
    return Options.value(
        "TIME",
        "Have another one wait afterwards, stopped, for TIME at most: the next create with --spare"
            + " or without takes it at once; where there is a pool, nothing",
        OPTION);
  }

  /**
   * What the user chose.
   *
   * @throws MachineFailure USAGE for what is no time, and beside {@code --template never}
   */
  static Spare read(ParseResult parsed) {
    String text = Options.text(parsed, OPTION);
    if (text == null) {
      return new Spare(null);
    }
    if (TemplateFlag.use(parsed) == TemplateUse.NEVER) {
      throw MachineFailure.usage("option " + OPTION + " does not go with --template never")
          .because("a machine that waits is made from a template");
    }
    return new Spare(Ttl.parse(text, "option " + OPTION));
  }

  /**
   * Notes the wish, unless the user has set a pool; where such a machine cannot wait, says why.
   *
   * @return whether one is to be made
   */
  boolean leave(CreateOrder order, CommandContext context)
      throws IOException, InterruptedException {
    if (ttl == null) {
      return false;
    }
    MachinePool pool = new MachinePool(context.surroundings(null));
    if (!pool.mayHaveSpare()) {
      return false;
    }
    if (pool.wantsSpare(order.spec(), ttl) && isUsual(order)) {
      return true;
    }
    String reason = impossible(order, context);
    if (reason != null) {
      context.messages().line("warning: no other machine waits, since " + reason);
      return false;
    }
    pool.wantSpare(order.spec(), ttl);
    return true;
  }

  private static boolean isUsual(CreateOrder order) {
    return order.spec().engine().equals(EngineOptions.defaults());
  }

  private static @Nullable String impossible(CreateOrder order, CommandContext context)
      throws IOException, InterruptedException {
    if (!isUsual(order)) {
      return "those that wait have the engine's usual options";
    }
    try (Driver driver = order.provider().open(context.driverContext())) {
      Optional<Templates> templates = driver.templates();
      if (templates.isEmpty()) {
        return "driver " + order.provider().info().name() + " has no templates";
      }
      return templates.get().readiness(order.options()) == Readiness.IMPOSSIBLE
          ? "there can be no template of such a machine"
          : null;
    }
  }
}
