package dev.jmachine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Messages;
import dev.jmachine.cli.console.Output;
import dev.jmachine.cli.console.Terminal;
import dev.jmachine.core.time.Pause;
import dev.jmachine.core.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The pages in the repository are those that the commands make. After a change of a command:
 *
 * <pre>
 * mvn -q -pl dist -am test -Dtest=CommandPagesTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Djmachine.docs=write
 * </pre>
 */
class CommandPagesTest {
  private static final Path FOLDER = Path.of("../docs/commands");

  private Map<String, String> pages = Map.of();

  @BeforeEach
  void setUp() throws IOException, InterruptedException {
    pages = CommandPages.all(caller());
    if ("write".equals(System.getProperty("jmachine.docs"))) {
      write();
    }
  }

  @Test
  void everyPageIsAsTheCommandsSay() throws IOException {
    for (Map.Entry<String, String> page : pages.entrySet()) {
      assertThat(FOLDER.resolve(page.getKey()))
          .as("run the command in this test's comment to write it anew")
          .content()
          .isEqualTo(page.getValue());
    }
  }

  @Test
  void noPageIsOfACommandThatIsNotThere() throws IOException {
    Set<String> there = new TreeSet<>();
    try (var files = Files.list(FOLDER)) {
      files.forEach(file -> there.add(String.valueOf(file.getFileName())));
    }
    assertThat(there).isEqualTo(pages.keySet());
  }

  private void write() throws IOException {
    Files.createDirectories(FOLDER);
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
    }
  }

  /** The shipped drivers, and nothing of this computer's. */
  private static Caller caller() {
    return new Caller(
        Map.of(),
        Path.of("/home/user"),
        null,
        null,
        false,
        InputStream.nullInputStream(),
        new Output(OutputStream.nullOutputStream()),
        new Messages(OutputStream.nullOutputStream()),
        Terminal.none(),
        Clock.systemUTC(),
        Ticker.system(),
        Pause.system(),
        new ShippedDrivers());
  }
}
