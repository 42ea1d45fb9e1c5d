package dev.jmachine.cli.drivers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.cli.signal.SignalRelay;
import dev.jmachine.cli.signal.Signals;
import dev.jmachine.core.failure.MachineFailure;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Lets the JVM of a driver do a command: the same arguments, the same streams, its exit code. A
 * terminal signals both processes on Ctrl-C; the other one ignores that, and this one passes every
 * signal on as SIGTERM, so that a cancellation arrives once, whoever sent it.
 */
public final class HandOver {
  private HandOver() {}

  /**
   * Runs the command and waits for it.
   *
   * @param first arguments put before the user's
   * @param arguments the user's command line
   * @return its exit code
   */
  public static int run(ForeignDriver driver, List<String> first, List<String> arguments)
      throws IOException, InterruptedException {
    Process process = start(driver, first, arguments);
    for (String signal : List.of("INT", "TERM", "HUP")) {
      Signals.handle(signal, process::destroy);
    }
    return process.waitFor();
  }

  /**
   * The same for a command that runs another program and passes signals on to it: each arrives as
   * it is, and once.
   *
   * @param terminal whether we have a terminal, which signals the other JVM itself
   */
  public static int relay(ForeignDriver driver, List<String> arguments, boolean terminal)
      throws InterruptedException {
    SignalRelay relay = SignalRelay.install(terminal, () -> {});
    return relay.awaitEnd(start(driver, List.of(), arguments));
  }

  /**
   * What a command in a driver's JVM has answered.
   *
   * @param messages its standard error, for the caller to show or not
   */
  public record Answer(int code, String output, String messages) {}

  /** Runs a command to its end and shows nothing of it. */
  public static Answer answer(ForeignDriver driver, List<String> arguments)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(driver, List.of(), arguments))
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    FutureTask<byte[]> messages = new FutureTask<>(process.getErrorStream()::readAllBytes);
    Thread.ofPlatform().daemon().start(messages);
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    try {
      return new Answer(code, output, new String(messages.get(), UTF_8));
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static Process start(ForeignDriver driver, List<String> first, List<String> arguments) {
    try {
      return new ProcessBuilder(command(driver, first, arguments)).inheritIO().start();
    } catch (IOException e) {
      throw MachineFailure.failed("cannot start the driver \"" + driver.name() + "\"").because(e);
    }
  }

  static List<String> command(ForeignDriver driver, List<String> first, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(driver.launch().toString());
    command.addAll(first);
    command.addAll(arguments);
    return command;
  }
}
