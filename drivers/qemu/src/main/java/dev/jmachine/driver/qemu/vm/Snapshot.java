package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.wire.QmpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Freezing a guest and going on from there. The memory itself is a file that source and clones
 * share, so only the devices' state is moved: 0.5 MB (capability x-ignore-shared, as Kata
 * Containers uses it).
 *
 * <p>Source: QEMU, docs/devel/migration and qapi/migration.json.
 */
public final class Snapshot {
  private static final String IGNORE_SHARED = "x-ignore-shared";

  private final VmFiles files;
  private final VmProcess process;
  private final VmHost host;

  Snapshot(VmFiles files, VmProcess process, VmHost host) {
    this.files = files;
    this.process = process;
    this.host = host;
  }

  /** The URI's command passes through a shell. */
  private static String quoted(Path file) {
    return "'" + file.toString().replace("'", "'\\''") + "'";
  }

  /** Stops the guest and writes its devices' state. It must not go on afterwards. */
  void freeze(Path state, Deadline deadline) throws IOException, InterruptedException {
    try (QmpClient qmp = QmpClient.connect(files.qmpSocket(), deadline)) {
      qmp.call("stop", Map.of(), deadline);
      ignoreShared(qmp, deadline);
      qmp.call("migrate", Map.of("uri", "exec:cat >" + quoted(state)), deadline);
      host.await()
          .until("the guest to be frozen", deadline, () -> looked(() -> migrated(qmp, deadline)));
      qmp.call("quit", Map.of(), deadline);
    }
  }

  private static Attempt<Boolean> migrated(QmpClient qmp, Deadline deadline)
      throws IOException, InterruptedException {
    String status = qmp.migration(deadline);
    return switch (status) {
      case "completed" -> Attempt.ready(true);
      case "failed", "cancelled" -> throw new IOException("QEMU's migration " + status);
      default -> Attempt.notYet(status);
    };
  }

  private static void ignoreShared(QmpClient qmp, Deadline deadline)
      throws IOException, InterruptedException {
    List<?> capabilities = List.of(Map.of("capability", IGNORE_SHARED, "state", true));
    qmp.call("migrate-set-capabilities", Map.of("capabilities", capabilities), deadline);
  }

  /** Loads the state into a process that waits for it, and returns when the guest goes on. */
  void load(Path state, Deadline deadline) throws IOException, InterruptedException {
    try (QmpClient qmp = QmpClient.connect(files.qmpSocket(), deadline)) {
      ignoreShared(qmp, deadline);
      qmp.call("migrate-incoming", Map.of("uri", "exec:cat " + quoted(state)), deadline);
      host.quickAwait()
          .until(
              "the template's state to load", deadline, () -> looked(() -> running(qmp, deadline)));
    } catch (IOException | UncheckedIOException e) {
      throw ended(e);
    }
  }

  private static Attempt<Boolean> running(QmpClient qmp, Deadline deadline)
      throws IOException, InterruptedException {
    String status = qmp.status(deadline);
    if (status.equals("paused")) {
      qmp.call("cont", Map.of(), deadline); // it was frozen so
      return Attempt.ready(true);
    }
    return status.equals("running") ? Attempt.ready(true) : Attempt.notYet(status);
  }

  /** QEMU ends when it cannot load a state, and says why in its log. */
  private MachineFailure ended(Exception why) throws IOException {
    List<String> words = new Console(files.log()).tail(3);
    String cause = words.isEmpty() ? String.valueOf(why.getMessage()) : String.join("; ", words);
    boolean over = process.pid().isEmpty();
    return MachineFailure.of(FailureKind.UNAVAILABLE, "QEMU does not load the template")
        .because(over || !words.isEmpty() ? cause : "it does not answer: " + cause, why);
  }

  private interface Look {
    Attempt<Boolean> look() throws IOException, InterruptedException;
  }

  private static Attempt<Boolean> looked(Look look) throws InterruptedException {
    try {
      return look.look();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
