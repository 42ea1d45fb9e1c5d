package dev.jmachine.core.lifecycle;

import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.point.Point;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.resource.ResourceLedger;
import dev.jmachine.core.store.MachineLock;
import dev.jmachine.core.store.MachineStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The record of one machine while it changes, and its ledger: every change is on disk (fsync)
 * before the method returns. Used under the machine's lock; safe for several threads of one story.
 */
final class MachineJournal implements ResourceLedger {
  private final MachineStore store;
  private final MachineLock lock;
  private Machine machine;
  private @Nullable Audited audited;

  MachineJournal(MachineStore store, MachineLock lock, Machine machine) {
    this.store = store;
    this.lock = lock;
    this.machine = machine;
  }

  /** Tells what is made and struck from now on. */
  synchronized void tell(Audited listener) {
    audited = listener;
  }

  synchronized Machine current() {
    return machine;
  }

  synchronized Machine update(UnaryOperator<Machine> change) throws IOException {
    Machine changed = change.apply(machine);
    store.save(lock, changed);
    machine = changed;
    return changed;
  }

  @Override
  public synchronized Resource intend(String kind, String token, Map<String, String> attributes)
      throws IOException {
    for (Resource entry : machine.ledger()) {
      if (isSame(entry, kind, token)) {
        return entry;
      }
    }
    Resource intent = Resource.intent(kind, token, attributes);
    List<Resource> entries = new ArrayList<>(machine.ledger());
    entries.add(intent);
    update(m -> m.withLedger(entries));
    Point.reached(kind + " intended, not made");
    return intent;
  }

  @Override
  public synchronized Resource made(Resource resource, String id) throws IOException {
    Point.reached(resource.kind() + " made, its id not written");
    Resource made = resource.made(id);
    List<Resource> entries = new ArrayList<>(machine.ledger());
    entries.replaceAll(e -> isSame(e, resource.kind(), resource.token()) ? made : e);
    update(m -> m.withLedger(entries));
    if (audited != null) {
      audited.made(made.label());
    }
    Point.reached(resource.kind() + " made");
    return made;
  }

  @Override
  public synchronized void gone(Resource resource) throws IOException {
    Point.reached(resource.kind() + " deleted, still in the ledger");
    List<Resource> entries = new ArrayList<>(machine.ledger());
    if (entries.removeIf(e -> isSame(e, resource.kind(), resource.token()))) {
      update(m -> m.withLedger(entries));
      if (audited != null) {
        audited.deleted(resource.label());
      }
    }
  }

  @Override
  public synchronized List<Resource> entries() {
    return machine.ledger();
  }

  private static boolean isSame(Resource entry, String kind, String token) {
    return entry.kind().equals(kind) && entry.token().equals(token);
  }
}
