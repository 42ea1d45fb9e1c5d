package dev.jmachine.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that all want the user's root at once, some of them killed on the way. */
class RootRaceIT {
  @TempDir Path home;

  /** The process: opens the root and prints its certificate. */
  static final class Opener {
    private Opener() {}

    public static void main(String[] args) throws InterruptedException {
      AuthorityStore store =
          new AuthorityStore(Path.of(args[0]), Clock.systemUTC(), new SecureRandom());
      System.out.print(store.open("alice@laptop", PassphraseSource.none()).certificatePem());
    }
  }

  @Test
  void twentyProcessesEndWithOneRoot() throws Exception {
    List<Process> openers = start(20);
    Set<String> roots = new HashSet<>();
    for (Process opener : openers) {
      roots.add(output(opener));
      assertThat(opener.waitFor()).isZero();
    }
    assertThat(roots).containsExactly(Files.readString(home.resolve("certs/ca.pem")));
  }

  @Test
  void processesThatAreKilledLeaveNothingHalfMade() throws Exception {
    for (int round = 0; round < 6; round++) {
      List<Process> doomed = start(3);
      // Spread over start-up, making of the keys and writing, whatever the machine's speed.
      doomed.getFirst().waitFor(150L * (round + 1), TimeUnit.MILLISECONDS);
      for (Process opener : doomed) {
        opener.destroyForcibly().waitFor();
      }
      Process survivor = start(1).getFirst();
      String root = output(survivor);
      assertThat(survivor.waitFor()).as(root).isZero();
      assertThat(root).isEqualTo(Files.readString(home.resolve("certs/ca.pem")));
      clear();
    }
  }

  private List<Process> start(int count) throws IOException {
    List<Process> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      started.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Opener.class.getName(),
                  home.resolve("certs").toString())
              .redirectErrorStream(true)
              .start());
    }
    return started;
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void clear() throws IOException {
    Files.delete(home.resolve("certs/ca.pem"));
    Files.delete(home.resolve("certs/ca-key.pem"));
  }
}
