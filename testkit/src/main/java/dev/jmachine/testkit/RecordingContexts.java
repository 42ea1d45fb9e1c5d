package dev.jmachine.testkit;

import dev.jmachine.core.lifecycle.ClientContexts;
import dev.jmachine.core.machine.Machine;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Docker contexts in memory: machine name to engine URL. */
public final class RecordingContexts implements ClientContexts {
  private final Map<String, String> urls = new TreeMap<>();

  @Override
  public synchronized void write(Machine machine, Path tlsFolder) {
    urls.put(machine.name(), machine.requireAccess().engineUrl());
  }

  @Override
  public synchronized void remove(Machine machine) {
    urls.remove(machine.name());
  }

  /** The contexts that exist. */
  public synchronized Map<String, String> urls() {
    return Map.copyOf(urls);
  }
}
