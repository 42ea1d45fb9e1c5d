package dev.jmachine.testkit;

import dev.jmachine.core.lifecycle.ExpiryWatch;
import dev.jmachine.core.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/** A watch that removes nothing and remembers what it was told. */
public final class RecordingWatch implements ExpiryWatch {
  private final List<String> seen = new ArrayList<>();

  @Override
  public synchronized void watch(Machine machine) {
    seen.add("watch " + machine.name());
  }

  @Override
  public synchronized void end(Machine machine) {
    seen.add("end " + machine.name());
  }

  /** In order: "watch dev", "end dev". */
  public synchronized List<String> seen() {
    return List.copyOf(seen);
  }
}
