package dev.jmachine.testkit;

import dev.jmachine.core.lifecycle.ExpiryWatch;
import dev.jmachine.core.machine.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A watch that removes nothing and remembers what it was told. */
public final class RecordingWatch implements ExpiryWatch {
  private final List<String> seen = new ArrayList<>();

  @Override
  public void watch(Machine machine) {
    note("watch " + machine.name());
  }

  @Override
  public void end(Machine machine) {
    note("end " + machine.name());
  }

  @Override
  public ExpiryWatch ofPool(Path root) {
    return new ExpiryWatch() {
      @Override
      public void watch(Machine machine) {
        note("watch pool/" + machine.name());
      }

      @Override
      public void end(Machine machine) {
        note("end pool/" + machine.name());
      }

      @Override
      public ExpiryWatch ofPool(Path root) {
        throw new IllegalStateException("a pool has none");
      }
    };
  }

  private synchronized void note(String what) {
    seen.add(what);
  }

  /** In order: "watch dev", "end dev"; for machines of the pool "end pool/pool-1". */
  public synchronized List<String> seen() {
    return List.copyOf(seen);
  }
}
