package dev.jmachine.driver.qemu;

import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.resource.ResourceLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A ledger in memory that also remembers in which order things were entered and made. */
final class MemoryLedger implements ResourceLedger {
  private final List<Resource> entries = new ArrayList<>();
  private final List<String> history = new ArrayList<>();

  @Override
  public Resource intend(String kind, String token, Map<String, String> attributes) {
    history.add("intend " + kind);
    for (Resource entry : entries) {
      if (entry.kind().equals(kind) && entry.token().equals(token)) {
        return entry;
      }
    }
    Resource intent = Resource.intent(kind, token, attributes);
    entries.add(intent);
    return intent;
  }

  @Override
  public Resource made(Resource resource, String id) {
    history.add("made " + resource.kind());
    Resource made = resource.made(id);
    entries.replaceAll(e -> e.kind().equals(made.kind()) ? made : e);
    return made;
  }

  @Override
  public void gone(Resource resource) {
    entries.remove(resource);
  }

  @Override
  public List<Resource> entries() {
    return List.copyOf(entries);
  }

  List<String> history() {
    return List.copyOf(history);
  }
}
