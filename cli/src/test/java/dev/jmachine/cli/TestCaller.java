package dev.jmachine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.cli.console.Messages;
import dev.jmachine.cli.console.Output;
import dev.jmachine.cli.console.Terminal;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A caller whose streams are kept, whose clock stands still and whose home is a test's folder. */
public final class TestCaller {
  /** What its clock says, always. */
  public static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private final Path home;
  private final TestParts parts;
  private String input = "";
  private Terminal terminal = Terminal.none();
  private @Nullable Path install;
  private @Nullable String driverJvm;

  public TestCaller(Path home) {
    this(home, new TestParts());
  }

  public TestCaller(Path home, TestParts parts) {
    this.home = home;
    this.parts = parts;
  }

  public TestCaller env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** With answers typed on a terminal. */
  public TestCaller typing(String text) {
    input = text;
    terminal = new Terminal(true, true, true, () -> new Terminal.Size(24, 80));
    return this;
  }

  /** With standard input from elsewhere. */
  public TestCaller reading(String text) {
    input = text;
    return this;
  }

  public TestCaller installed(Path folder) {
    install = folder;
    return this;
  }

  public TestCaller inJvmOf(String driver) {
    driverJvm = driver;
    return this;
  }

  public Caller caller() {
    return new Caller(
        environment,
        home,
        install,
        driverJvm,
        driverJvm != null,
        new ByteArrayInputStream(input.getBytes(UTF_8)),
        new Output(out),
        new Messages(err),
        terminal,
        Clock.fixed(NOW, ZoneOffset.UTC),
        Ticker.system(),
        Pause.system(),
        parts);
  }

  /** Runs a command line; the exit code. */
  public int run(String... arguments) {
    return new Cli(caller()).run(List.of(arguments));
  }

  /** What went to standard output so far. */
  public String out() {
    return out.toString(UTF_8);
  }

  /** What went to standard error so far. */
  public String err() {
    return err.toString(UTF_8);
  }
}
