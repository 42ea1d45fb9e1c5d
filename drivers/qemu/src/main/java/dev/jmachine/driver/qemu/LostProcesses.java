package dev.jmachine.driver.qemu;

import dev.jmachine.core.driver.OwnedResource;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.time.Attempt;
import dev.jmachine.core.time.Await;
import dev.jmachine.core.time.Backoff;
import dev.jmachine.core.time.Deadline;
import dev.jmachine.driver.qemu.vm.ProcessTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds QEMU processes of ours without any file, by the name in their arguments: those of this
 * store, and those whose store is gone, with the machine's folder. Machines of another store that
 * is there are never taken for leftovers, nor are other users' processes.
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
      Optional<Matcher> name = owner(pid).or(() -> ownerElsewhere(pid));
      if (name.isPresent() && processes().isOwn(pid)) {
        found.add(resource(name.get(), pid));
      }
    }
    return found;
  }

  /** Ends those of one machine whose store is gone. */
  void endElsewhere(String uid) throws InterruptedException {
    for (long pid : processes().all()) {
      boolean lost = ownerElsewhere(pid).filter(name -> name.group(2).equals(uid)).isPresent();
      if (lost && processes().isOwn(pid)) {
        processes().end(pid, true);
        awaitEnd(pid);
      }
    }
  }

  /** Ends those of one machine; waits until they are gone. */
  void end(String uid) throws InterruptedException {
    for (long pid : processes().all()) {
      if (owner(pid).filter(name -> name.group(2).equals(uid)).isPresent()) {
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
    return name(arguments).filter(name -> arguments.contains(pidFile(name.group(1))));
  }

  /** Of a process of another store of which nothing is left where it should be. */
  private Optional<Matcher> ownerElsewhere(long pid) {
    List<String> arguments = processes().arguments(pid);
    String pidFile = after(arguments, "-pidfile");
    return name(arguments)
        .filter(name -> pidFile.endsWith("/machines/" + name.group(1) + "/qemu/qemu.pid"))
        .filter(_ -> !processes().sees(pid, Path.of(pidFile).resolve("../..").normalize()))
        // a machine that was handed out of a pool has moved with its folder
        .filter(_ -> !processes().holds(pid, "disk.qcow2"));
  }

  private static Optional<Matcher> name(List<String> arguments) {
    return Optional.of(NAME.matcher(after(arguments, "-name"))).filter(Matcher::matches);
  }

  private static String after(List<String> arguments, String option) {
    int at = arguments.indexOf(option);
    return at < 0 || at + 1 >= arguments.size() ? "" : arguments.get(at + 1);
  }

  private String pidFile(String machine) {
    return host.files(machine).pidFile().toString();
  }

  private OwnedResource resource(Matcher name, long pid) {
    String uuid = QemuCreation.uuidOf(name.group(2)).toString();
    return new OwnedResource(
        name.group(1),
        name.group(2),
        new Resource("process", uuid, String.valueOf(pid), Map.of()),
        host.context().owner(),
        processes().since(pid).orElse(null),
        null);
  }

  private ProcessTable processes() {
    return host.vmHost().processes();
  }
}
