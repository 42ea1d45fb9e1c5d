package dev.jmachine.cli.command;

import dev.jmachine.cli.console.FailurePrinter;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.MachineName;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How a command on several machines ended.
 *
 * @param failures of this JVM's machines
 * @param codes exit codes of the other JVMs, which printed their failures themselves
 */
record Outcome(Map<MachineName, MachineFailure> failures, List<Integer> codes) {
  /**
   * Prints every failure.
   *
   * @return 0, the code that all that failed have in common, or 1
   * @throws MachineFailure the only one, for the caller to print
   */
  int report(CommandContext context) {
    boolean othersEndedWell = codes.stream().allMatch(code -> code == 0);
    if (failures.size() == 1 && othersEndedWell) {
      throw failures.values().iterator().next();
    }
    context.close();
    FailurePrinter printer = new FailurePrinter(context.messages(), context.globals().debug());
    failures.values().forEach(printer::print);
    return code();
  }

  private int code() {
    int[] bad =
        IntStream.concat(
                failures.values().stream().mapToInt(failure -> failure.kind().exitCode()),
                codes.stream().mapToInt(Integer::intValue))
            .filter(code -> code != 0)
            .distinct()
            .toArray();
    return switch (bad.length) {
      case 0 -> 0;
      case 1 -> bad[0];
      default -> FailureKind.FAILED.exitCode();
    };
  }
}
