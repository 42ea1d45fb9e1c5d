package dev.jmachine.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  @TempDir Path folder;

  @Test
  void aFullLogIsPutAsideAndTheOneBeforeGoes() throws Exception {
    AuditLog log = new AuditLog(file(), 40);
    for (String verb : List.of("a", "b", "c", "d", "e")) {
      log.append(Map.of("verb", verb, "machine", "dev"));
    }
    assertThat(verbs(file())).containsExactly("e");
    assertThat(verbs(folder.resolve("audit.log.1"))).containsExactly("c", "d");
  }

  @Test
  void linesOfManyWritersStayWholeAndAreAllThere() throws Exception {
    List<Callable<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String verb = "verb-" + i + "-" + "x".repeat(200);
      writers.add(
          () -> {
            for (int n = 0; n < 50; n++) {
              new AuditLog(file(), Long.MAX_VALUE).append(Map.of("verb", verb));
            }
            return null;
          });
    }
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (Future<Void> one : threads.invokeAll(writers)) {
        one.get();
      }
    }
    assertThat(verbs(file())).hasSize(800);
  }

  @Test
  void anInterruptedThreadStillWritesAndStaysInterrupted() throws Exception {
    Thread.currentThread().interrupt();
    new AuditLog(file(), 1000).append(Map.of("verb", "create"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(verbs(file())).containsExactly("create");
  }

  private Path file() {
    return folder.resolve("audit.log");
  }

  private static List<String> verbs(Path file) throws Exception {
    return Files.readAllLines(file).stream()
        .map(line -> JsonObject.parse(line).string("verb"))
        .toList();
  }
}
