package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.driver.WarmHost;
import dev.jmachine.core.machine.HostAccess;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.template.CloneIdentity;
import dev.jmachine.driver.qemu.template.Rehearsal;
import dev.jmachine.driver.qemu.vm.Qemu;
import dev.jmachine.driver.qemu.vm.VirtualMachine;
import dev.jmachine.driver.qemu.wire.GuestAgent;
import java.io.IOException;
import java.time.Duration;

/** A clone that has its identity and no port yet; programs run by the guest's agent. */
final class WarmVm implements WarmHost {
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final VirtualMachine vm;
  private final GuestAgent agent;
  private final Qemu qemu;
  private final CreateRequest request;
  private final boolean rehearses;

  WarmVm(VirtualMachine vm, GuestAgent agent, Qemu qemu, CreateRequest request, boolean rehearses) {
    this.vm = vm;
    this.agent = agent;
    this.qemu = qemu;
    this.request = request;
    this.rehearses = rehearses;
  }

  @Override
  public HostAccess access() {
    return VmAccess.closed();
  }

  @Override
  public Ran run(String program, Deadline deadline) throws IOException, InterruptedException {
    GuestAgent.Ended ended = agent.script(program, deadline);
    return new Ran(ended.status(), ended.printed());
  }

  @Override
  public HostAccess admit(Deadline deadline) throws IOException, InterruptedException {
    CloneIdentity.awaitSsh(agent, deadline);
    vm.openPorts(qemu);
    return VmAccess.of(request, vm);
  }

  /** Its first container only starts later where this fails. */
  @Override
  public void settle(Deadline deadline) throws InterruptedException {
    if (rehearses) {
      try {
        Rehearsal.begin(agent, deadline.atMost(SETTLING));
      } catch (IOException e) {
        request.steps().note("its programs are not translated ahead: " + e.getMessage());
      }
    }
  }

  @Override
  public void close() throws IOException {
    agent.close();
  }
}
