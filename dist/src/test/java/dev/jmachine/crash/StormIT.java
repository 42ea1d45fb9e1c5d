package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.journey.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many processes on one store at once, that create, remove, start and list machines of few names:
 * no record is torn, no machine lost, nobody waits for ever. In the profile nightly fifty for a
 * minute.
 */
@Timeout(1800)
class StormIT {
  private static final int PROCESSES = Nightly.is() ? 50 : 12;
  private static final Duration LENGTH = Duration.ofSeconds(Nightly.is() ? 60 : 10);
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  /** What a command may be refused for: another process was quicker. */
  private static final List<String> REFUSALS =
      List.of(
          "is in use",
          "already exists",
          "does not exist",
          "is not ready",
          "is gone",
          "cannot start machine", // none has no power switch
          "cannot stop machine");

  @TempDir Path home;
  private final AtomicInteger commands = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();

  @Test
  void manyProcessesOnOneStoreLoseAndTearNothing() throws Exception {
    Sandbox user = new Sandbox(home);
    Path cloud = Files.createDirectory(home.resolve("cloud"));
    Machines machines = new Machines(user, new HelloSubject(cloud));
    long end = System.nanoTime() + LENGTH.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      Random random = new Random(i);
      threads.add(Thread.ofPlatform().start(() -> run(machines, random, end)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(surprises).as("of %d commands", commands.get()).isEmpty();
    assertThat(commands.get()).isGreaterThan(PROCESSES);
    requireEveryHostOnRecord(machines);
    System.out.println("storm: " + PROCESSES + " processes, " + commands.get() + " commands");
  }

  private void run(Machines machines, Random random, long end) {
    try {
      while (System.nanoTime() < end) {
        String command = command(machines, random);
        Sandbox.Ended ended = machines.run(command);
        commands.incrementAndGet();
        boolean told = REFUSALS.stream().anyMatch(ended.err()::contains);
        boolean torn = ended.out().contains("\"Error\"") || ended.err().contains("a bug in");
        if (torn || (ended.exitCode() != 0 && !told)) {
          surprises.add(command + "\n" + ended);
        }
      }
    } catch (Exception e) {
      surprises.add(e.toString());
    }
  }

  private static String command(Machines machines, Random random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    return switch (random.nextInt(8)) {
      case 0, 1 -> "create -q " + machines.subject().createOptions() + " " + name;
      case 2 -> "create -q -d none --none-url 127.0.0.1:1 " + name;
      case 3, 4 -> "rm -q -y " + name;
      case 5 -> "start -q " + name;
      case 6 -> "stop -q " + name;
      default -> "ls -o json";
    };
  }

  /** A host without a record would be lost; a record without its host was not torn, but false. */
  private static void requireEveryHostOnRecord(Machines machines) throws Exception {
    Map<String, String> listed = machines.list();
    for (String name : NAMES) {
      String row = listed.getOrDefault(name, "");
      boolean hello = row.contains("\"hello\"");
      assertThat(machines.things(name)).as(name + ": " + row).isEqualTo(hello ? 2 : 0);
      assertThat(row).doesNotContain("Interrupted", "\"Error\"");
    }
    if (!listed.isEmpty()) {
      machines.ok("rm -y " + String.join(" ", listed.keySet()));
    }
    assertThat(machines.subject().inventory()).isEmpty();
    assertThat(machines.traces()).isEmpty();
  }
}
