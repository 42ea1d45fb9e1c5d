package dev.jmachine.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** A process of its own that opens the root in each folder named on its standard input. */
final class RootOpener {
  private RootOpener() {}

  /**
   * Prints "ready" when everything is loaded, then one line for each folder: the root's subject.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    RootAuthority.create("warm@up", Clock.systemUTC(), new SecureRandom()).facts();
    System.out.println("ready");
    BufferedReader folders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = folders.readLine(); line != null; line = folders.readLine()) {
      System.out.println(open(Path.of(line)).facts().subject());
    }
  }

  static RootAuthority open(Path folder) throws InterruptedException {
    return new AuthorityStore(folder, Clock.systemUTC(), new SecureRandom())
        .open("alice@laptop", PassphraseSource.none());
  }

  static Process start() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            RootOpener.class.getName());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
