package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.vm.ProcessTable;
import dev.jmachine.driver.qemu.vm.VmRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds QEMU processes of ours without any file: by the name in their arguments, and only those of
 * this store, so that machines of another store are never taken for leftovers.
 */
final class LostProcesses {
  private static final Pattern NAME = Pattern.compile("guest=jmachine/([^/]+)/([a-z0-9]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final QemuHost host;

  LostProcesses(QemuHost host) {
    this.host = host;
  }

  /** All of them. */
  List<OwnedResource> all() {
    List<OwnedResource> found = new ArrayList<>();
    for (long pid : processes().all()) {
      owner(pid).ifPresent(name -> found.add(resource(name, pid)));
    }
    return found;
  }

  /** Ends those of one machine; waits until they are gone. */
  void end(String machine, String uid) throws InterruptedException {
    String wanted = "guest=" + VmRecord.nameOf(machine, uid);
    for (long pid : processes().all()) {
      if (owner(pid).filter(name -> name.group().equals(wanted)).isPresent()) {
        processes().end(pid, true);
        awaitEnd(pid);
      }
    }
  }

  private void awaitEnd(long pid) throws InterruptedException {
    Await.with(host.context().pause(), Backoff.LOCAL)
        .until(
            "process " + pid + " to end",
            Deadline.in(PATIENCE, host.context().ticker()),
            () ->
                processes().started(pid).isEmpty()
                    ? Attempt.ready(true)
                    : Attempt.notYet("it is still there"));
  }

  private Optional<Matcher> owner(long pid) {
    List<String> arguments = processes().arguments(pid);
    int at = arguments.indexOf("-name");
    if (at < 0 || at + 1 >= arguments.size()) {
      return Optional.empty();
    }
    Matcher name = NAME.matcher(arguments.get(at + 1));
    return name.matches() && arguments.contains(pidFile(name.group(1)))
        ? Optional.of(name)
        : Optional.empty();
  }

  private String pidFile(String machine) {
    return host.files(machine).pidFile().toString();
  }

  private static OwnedResource resource(Matcher name, long pid) {
    String uuid = QemuCreation.uuidOf(name.group(2)).toString();
    return new OwnedResource(
        name.group(1), name.group(2), new Resource("process", uuid, String.valueOf(pid), Map.of()));
  }

  private ProcessTable processes() {
    return host.vmHost().processes();
  }
}
