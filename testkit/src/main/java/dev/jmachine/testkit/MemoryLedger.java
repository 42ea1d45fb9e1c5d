package dev.jmachine.testkit;

import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.resource.ResourceLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A ledger in memory, for tests of a driver alone. Safe for use by several threads. */
public final class MemoryLedger implements ResourceLedger {
  private final List<Resource> entries = new ArrayList<>();

  @Override
  public synchronized Resource intend(String kind, String token, Map<String, String> attributes) {
    Resource intent = Resource.intent(kind, token, attributes);
    for (Resource entry : entries) {
      if (isSame(entry, intent)) {
        return entry;
      }
    }
    entries.add(intent);
    return intent;
  }

  @Override
  public synchronized Resource made(Resource resource, String id) {
    Resource made = resource.made(id);
    entries.replaceAll(entry -> isSame(entry, resource) ? made : entry);
    return made;
  }

  @Override
  public synchronized void gone(Resource resource) {
    entries.removeIf(entry -> isSame(entry, resource));
  }

  @Override
  public synchronized List<Resource> entries() {
    return List.copyOf(entries);
  }

  private static boolean isSame(Resource a, Resource b) {
    return a.kind().equals(b.kind()) && a.token().equals(b.token());
  }
}
