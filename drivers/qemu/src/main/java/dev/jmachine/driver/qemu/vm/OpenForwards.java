package dev.jmachine.driver.qemu.vm;

import dev.jmachine.core.driver.PortForward;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.wire.QmpClient;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The forwards of a QEMU that runs, changed by its monitor's {@code hostfwd_add} and {@code
 * hostfwd_remove}: QEMU itself listens, and hands over to the guest's only network card.
 */
public final class OpenForwards implements Closeable {
  private final QmpClient qmp;
  private final Deadline deadline;

  private OpenForwards(QmpClient qmp, Deadline deadline) {
    this.qmp = qmp;
    this.deadline = deadline;
  }

  static OpenForwards of(VmFiles files, VmRecord record, Deadline deadline)
      throws IOException, InterruptedException {
    QmpClient qmp = QmpClient.connect(files.qmpSocket(), deadline);
    boolean ours = false;
    try {
      ours = qmp.name(deadline).equals(record.name());
      if (!ours) {
        throw new IOException("another virtual machine answers at " + files.qmpSocket());
      }
      return new OpenForwards(qmp, deadline);
    } finally {
      if (!ours) {
        qmp.close();
      }
    }
  }

  /** Those on loopback addresses. */
  public List<PortForward> list() throws IOException, InterruptedException {
    return ForwardTable.parse(qmp.humanMonitor("info usernet", deadline));
  }

  /** One that is open already is left as it is. */
  public void open(PortForward forward) throws IOException, InterruptedException {
    String refusal = qmp.humanMonitor("hostfwd_add net " + Forward.rule(forward), deadline);
    if (!refusal.isBlank() && !list().contains(forward)) {
      throw MachineFailure.of(
              FailureKind.CONFLICT,
              "port " + forward.port() + " of " + forward.address() + " cannot be opened")
          .because(refusal.strip());
    }
  }

  /** One that is not open is left so; connections that were made stay. */
  public void close(PortForward forward) throws IOException, InterruptedException {
    if (!list().contains(forward)) {
      return;
    }
    String listener = "tcp:" + forward.address() + ":" + forward.port();
    String answer = qmp.humanMonitor("hostfwd_remove net " + listener, deadline);
    if (list().contains(forward)) {
      throw new IOException("QEMU still forwards " + forward + ": " + answer.strip());
    }
  }

  @Override
  public void close() throws IOException {
    qmp.close();
  }
}
