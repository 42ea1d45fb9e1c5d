package dev.jmachine.cli;

import dev.jmachine.cli.console.Messages;
import dev.jmachine.cli.console.Output;
import dev.jmachine.cli.console.Terminal;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The process: who called, one run, the exit code. */
public final class Main {
  private Main() {}

  /** The way in from the launcher, which passes the properties that ADR 0001 lists. */
  public static void main(String[] args) {
    prepare();
    int code = new Cli(caller()).run(List.of(args));
    if (code != 0) {
      // exit() would first look for a logger to tell; nothing of ours waits for the JVM's end
      Runtime.getRuntime().halt(code);
    }
  }

  /**
   * Turns off what picocli would do at the cost of milliseconds: make converters of some 25 types
   * of java.time, java.nio and java.sql (10 ms), and look for Groovy in every jar (17 ms). Then
   * follows the environment's proxies. The training calls it too: what it loads is in the caches.
   */
  static void prepare() {
    System.setProperty("picocli.converters.excludes", "java\\..*");
    System.setProperty("picocli.disable.closures", "true");
    for (Map.Entry<String, String> proxy : Proxies.of(System.getenv()).entrySet()) {
      System.setProperty(proxy.getKey(), proxy.getValue());
    }
  }

  static Caller caller() {
    String driver = System.getProperty("jmachine.driver");
    return new Caller(
        System.getenv(),
        Path.of(System.getProperty("user.home", "/")),
        path(System.getProperty("jmachine.install")),
        driver,
        driver != null && !Boolean.getBoolean("jmachine.direct"),
        new FileInputStream(FileDescriptor.in),
        new Output(new FileOutputStream(FileDescriptor.out)),
        new Messages(new FileOutputStream(FileDescriptor.err)),
        Terminal.ofProcess(),
        Clock.systemUTC(),
        Ticker.system(),
        Pause.system(),
        new ProductParts(System.getProperty("jmachine.drivers", "")));
  }

  private static @Nullable Path path(@Nullable String text) {
    return text == null ? null : Path.of(text);
  }
}
