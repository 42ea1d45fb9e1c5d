package dev.jmachine.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One machine at AWS, then {@code --count N} of them, by turns: {@code FleetBench FOLDER N ROUNDS
 * LATENCY PENDING BOOTING}, times in milliseconds. Prints a line per create, "one SECONDS" or "many
 * SECONDS"; the last round's many is followed by "failing SECONDS READY LEFT", in which three come
 * to nothing. Called by {@code bench/count}, which reads its standard output.
 */
final class FleetBench {
  private final Fleet fleet;
  private final Sandbox user;

  private FleetBench(Fleet fleet, Sandbox user) {
    this.fleet = fleet;
    this.user = user;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int count = Integer.parseInt(args[1]);
    try (Fleet fleet = Fleet.of(count, Files.createDirectory(folder.resolve("hosts")))) {
      fleet.slow(millis(args[3]), millis(args[4]), millis(args[5]));
      FleetBench bench =
          new FleetBench(fleet, new Sandbox(Files.createDirectory(folder.resolve("user"))));
      for (int round = 0; round < Integer.parseInt(args[2]); round++) {
        tell("one", bench.create("one", 0), "");
        bench.removeAll();
        tell("many", bench.create("--count " + count + " many", 0), "");
        bench.removeAll();
      }
      fleet.threeFail();
      double failing = bench.create("--count " + count + " many", 1);
      long ready = bench.names().lines().count();
      long left = fleet.ec2().inventory().size() - 2 * ready;
      tell("failing", failing, " " + ready + " " + left);
      bench.removeAll();
    }
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }

  /** Seconds of the whole command. */
  private double create(String rest, int code) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Sandbox.Ended ended = user.run(fleet.create(rest));
    double took = (System.nanoTime() - start) / 1e9;
    if (ended.exitCode() != code) {
      throw new IOException(rest + ": " + ended);
    }
    return took;
  }

  private String names() throws IOException, InterruptedException {
    return user.run(Fleet.jm("ls -q")).out();
  }

  private void removeAll() throws IOException, InterruptedException {
    Sandbox.Ended ended = user.run(Fleet.jm("rm -y " + names().replace('\n', ' ')));
    if (ended.exitCode() != 0 || !fleet.ec2().inventory().isEmpty()) {
      throw new IOException("left " + fleet.ec2().inventory() + ": " + ended);
    }
    fleet.recycle();
  }

  /** What, and after how many seconds. */
  private static void tell(String what, double seconds, String more) {
    System.out.println(what + " " + Math.round(seconds * 10) / 10.0 + more);
  }
}
