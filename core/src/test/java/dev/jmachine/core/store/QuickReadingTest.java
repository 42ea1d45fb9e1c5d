package dev.jmachine.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.machine.MachineName;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Quick commands read records in a JVM that has just started, so nothing on that way may initialise
 * what costs milliseconds: BigDecimal alone is 11 to 16 (JDK-8341470, measured on 25).
 */
class QuickReadingTest {
  private static final Pattern INITIALISED = Pattern.compile("Initializing '([^']+)'");

  @TempDir Path home;

  @Test
  void readingRecordsInitialisesNothingCostly() throws Exception {
    for (String name : List.of("web-1", "web-2")) {
      save(name);
    }
    for (String verb : List.of("load", "list")) {
      Set<String> classes = initialisedBy(verb);
      assertThat(classes).as(verb).contains("dev/jmachine/core/machine/Machine");
      assertThat(classes)
          .as(verb)
          .doesNotContain("java/math/BigDecimal", "java/util/ServiceLoader")
          .noneMatch(name -> name.startsWith("java/time/format/"))
          .noneMatch(name -> name.startsWith("java/time/zone/"))
          .noneMatch(name -> name.startsWith("java/util/logging/"))
          .noneMatch(name -> name.startsWith("java/util/concurrent/ForkJoin"));
    }
  }

  private Set<String> initialisedBy(String verb) throws Exception {
    List<String> arguments = List.of(verb, home.resolve("store").toString(), "web-1");
    try (ChildJvm child = ChildJvm.start(List.of(), List.of("-Xlog:class+init=info"), arguments)) {
      String output = child.rest();
      assertThat(output).contains(verb.equals("load") ? "loaded web-1" : "listed 2");
      return INITIALISED
          .matcher(output)
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toSet());
    }
  }

  private void save(String name) throws Exception {
    MachineStore store = MachineStore.at(home.resolve("store"), Clock.systemUTC());
    try (MachineLock lock = store.reserve(new MachineName(name), "create")) {
      store.save(lock, Examples.full(name));
    }
  }
}
