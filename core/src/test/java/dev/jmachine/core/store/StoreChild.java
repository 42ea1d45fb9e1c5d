package dev.jmachine.core.store;

import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.MachineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** What other processes do with a store, for tests: {@code VERB ROOT NAME [MORE]}. */
public final class StoreChild {
  private StoreChild() {}

  public static void main(String[] arguments) throws Exception {
    MachineStore store = MachineStore.at(Path.of(arguments[1]), Clock.systemUTC());
    MachineName name = new MachineName(arguments[2]);
    try {
      switch (arguments[0]) {
        case "load" -> System.out.println("loaded " + store.load(name).name());
        case "list" -> System.out.println("listed " + store.list().size());
        case "reserve" -> reserve(store, name);
        case "hold" -> hold(store, name);
        case "save" -> save(store, name);
        case "count" -> count(store, name, Path.of(arguments[3]));
        case "churn" -> churn(store, name, Path.of(arguments[3]));
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    } catch (MachineFailure failure) {
      System.out.println("failure " + failure.kind() + " " + failure.getMessage());
    }
  }

  /** Waits for a line, so that many begin at once; keeps the name until the next line. */
  private static void reserve(MachineStore store, MachineName name) throws Exception {
    System.out.println("ready");
    System.in.read();
    try (MachineLock lock = store.reserve(name, "create")) {
      store.save(lock, Examples.reserved(lock.name().value()));
      System.out.println("reserved");
      System.in.read();
    }
  }

  private static void hold(MachineStore store, MachineName name) throws Exception {
    try (MachineLock lock = store.lock(name, "start")) {
      System.out.println("holds " + lock.name());
      System.in.read();
    }
  }

  private static void save(MachineStore store, MachineName name) throws Exception {
    try (MachineLock lock = store.lock(name, "start")) {
      store.save(lock, Examples.full(lock.name().value()));
      System.out.println("saved");
    }
  }

  /**
   * Adds 1 to the number in a file, ten times, each under the lock; the file has no other guard.
   */
  private static void count(MachineStore store, MachineName name, Path file)
      throws IOException, InterruptedException {
    for (int i = 0; i < 10; ) {
      try (MachineLock lock = store.lock(name, "count")) {
        int number = Integer.parseInt(Files.readString(file).strip());
        Files.writeString(file, Integer.toString(number + 1));
        i++;
        System.out.println(lock.name() + " " + number);
      } catch (MachineFailure busy) {
        // many wait at once here: try again
        System.out.println("busy");
      }
    }
  }

  /** Creates and removes the machine, again and again; a file shows that nobody else is inside. */
  private static void churn(MachineStore store, MachineName name, Path inside)
      throws IOException, InterruptedException {
    for (int i = 0; i < 40; ) {
      try (MachineLock lock = store.reserve(name, "create")) {
        Files.createFile(inside);
        store.save(lock, Examples.reserved(lock.name().value()));
        Files.delete(inside);
        store.delete(lock);
        i++;
      } catch (MachineFailure busy) {
        // another one is inside: try again
        System.out.println("busy");
      }
    }
    System.out.println("done");
  }
}
