package dev.jmachine.cli.signal;

import dev.jmachine.core.time.Pause;
import java.time.Duration;

/**
 * A program that waits until it is cancelled and then cleans up: {@code quick} at once, {@code
 * slow} for longer than any test waits; {@code driver} as in the JVM of a driver.
 */
final class SlowProgram {
  private SlowProgram() {}

  public static void main(String[] args) throws InterruptedException {
    boolean interruptible = !args[0].equals("driver");
    Cancellation.install(() -> System.out.println("cleaning up"), interruptible);
    System.out.println("ready");
    try {
      Pause.system().pause(Duration.ofMinutes(5));
    } catch (InterruptedException e) {
      if (args[0].equals("slow")) {
        Pause.system().pause(Duration.ofMinutes(5));
      }
      System.out.println("cleaned");
      System.exit(Cancellation.EXIT_CODE);
    }
  }
}
