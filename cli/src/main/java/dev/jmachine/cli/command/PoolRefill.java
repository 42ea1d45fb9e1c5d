package dev.jmachine.cli.command;

import dev.jmachine.cli.DetachedProgram;
import dev.jmachine.core.lifecycle.CreateOrder;
import dev.jmachine.core.pool.PoolPlan;
import dev.jmachine.core.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows a create where there is a pool: another process, which no terminal waits for, makes
 * the machines that it lacks now, one after the other.
 */
final class PoolRefill {
  private static final String LOG = "fill.log";

  private PoolRefill() {}

  /**
   * Starts that process.
   *
   * @param order of the create that is through
   * @param spare what it leaves where there is no pool
   */
  static void after(CreateOrder order, Spare spare, CommandContext context)
      throws IOException, InterruptedException {
    Path folder = context.store().root().resolve("pool");
    Path install = context.caller().install();
    if (install == null) {
      return;
    }
    boolean spares = spare.leave(order, context);
    if (!Files.isDirectory(folder)) {
      return;
    }
    PoolPlan plan = PoolPlan.read(folder);
    if (plan.size() == 0 || (plan.ttl() != null && !spares)) {
      return;
    }
    Path log = folder.resolve(LOG);
    PrivateFiles.make(log);
    DetachedProgram.startWhenIdle(install, arguments(plan, context), log);
  }

  private static List<String> arguments(PoolPlan plan, CommandContext context) {
    List<String> arguments =
        new ArrayList<>(List.of("pool", PoolCommand.FILL, "--progress", "plain"));
    String store = context.globals().storagePath();
    if (store != null) {
      arguments.addAll(List.of("--storage-path", store));
    }
    arguments.addAll(List.of("--driver", plan.driver()));
    plan.options()
        .forEach((name, values) -> values.forEach(v -> arguments.add("--" + name + "=" + v)));
    return arguments;
  }
}
