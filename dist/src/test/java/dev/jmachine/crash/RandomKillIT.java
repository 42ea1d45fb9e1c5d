package dev.jmachine.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.journey.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills at random moments, which no list of points knows. The numbers of the runs are the seeds.
 */
@Timeout(3600)
class RandomKillIT {
  private static final int RUNS = Nightly.is() ? 200 : 12;

  @TempDir Path home;
  private Machines machines;

  @BeforeEach
  void aCloudOfOnesOwn() throws Exception {
    Path cloud = Files.createDirectory(home.resolve("cloud"));
    machines = new Machines(new Sandbox(home), new HelloSubject(cloud));
  }

  @Test
  void createsAndRemovalsThatAreKilledAtRandomMomentsLeaveNothing() throws Exception {
    long whole = millis("create " + machines.subject().createOptions() + " first");
    long removal = millis("rm -y first");
    List<Integer> seeds = IntStream.range(0, RUNS).boxed().toList();

    Workers.each(seeds, seed -> killed(seed, isRemoval(seed) ? removal : whole));
    Map<String, String> listed = machines.list();
    Workers.each(seeds, seed -> endsWell(seed, listed));

    Map<String, String> left = machines.list();
    if (!left.isEmpty()) {
      machines.ok("rm -y " + String.join(" ", left.keySet()));
    }
    Workers.each(seeds, seed -> machines.createOk(name(seed)));
    machines.ok("rm -y " + String.join(" ", seeds.stream().map(RandomKillIT::name).toList()));
    assertThat(machines.subject().inventory()).isEmpty();
    assertThat(machines.traces()).isEmpty();
    long interrupted = listed.values().stream().filter(r -> r.contains("Interrupted")).count();
    System.out.println(RUNS + " random kills, " + interrupted + " machines interrupted, 0 left");
  }

  private void killed(int seed, long length) throws Exception {
    if (isRemoval(seed)) {
      machines.createOk(name(seed));
    }
    String command =
        isRemoval(seed) ? machines.command("rm -y " + name(seed)) : machines.create(name(seed));
    Process process =
        machines
            .user()
            .builder("exec " + command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor(new Random(seed).nextLong(1, length + 1), TimeUnit.MILLISECONDS);
    List<ProcessHandle> family = process.descendants().toList();
    process.destroyForcibly().waitFor();
    for (ProcessHandle one : family) {
      one.destroyForcibly();
      one.onExit().get(1, TimeUnit.MINUTES);
    }
  }

  private void endsWell(int seed, Map<String, String> listed) throws Exception {
    String row = listed.getOrDefault(name(seed), "");
    assertThat(row).as("seed %d", seed).doesNotContain("\"Error\"");
    if (!row.contains("Interrupted")) {
      return;
    }
    if (row.contains("--resume") && seed % 4 == 1) {
      machines.ok("create --resume " + name(seed));
      assertThat(machines.things(name(seed))).as("seed %d", seed).isEqualTo(2);
    } else {
      machines.ok("rm -y " + name(seed));
      assertThat(machines.things(name(seed))).as("seed %d", seed).isZero();
    }
  }

  private static boolean isRemoval(int seed) {
    return seed % 2 == 0;
  }

  private static String name(int seed) {
    return "seed" + seed;
  }

  private long millis(String arguments) throws Exception {
    long start = System.nanoTime();
    machines.ok(arguments);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
