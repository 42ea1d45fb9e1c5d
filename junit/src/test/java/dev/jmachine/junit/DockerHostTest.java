package dev.jmachine.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.jmachine.client.FakeProgram;
import dev.jmachine.client.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Each test runs example classes, whose tests write down the names of their hosts. */
class DockerHostTest {
  private static final String PROPERTY = "jmachine.bin";
  private static final List<String> SEEN =
      java.util.Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path folder;
  private FakeProgram fake;

  @BeforeEach
  void aProgram() throws Exception {
    fake = FakeProgram.in(folder);
    fake.help("--ttl TIME --template HOW --spare TIME");
    System.setProperty(PROPERTY, fake.launcher().toString());
    SEEN.clear();
  }

  @AfterEach
  void noProgram() {
    System.clearProperty(PROPERTY);
  }

  private static TestExecutionSummary run(Class<?>... classes) {
    var request = LauncherDiscoveryRequestBuilder.request();
    for (Class<?> type : classes) {
      request.selectors(selectClass(type));
    }
    var listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request.build(), listener);
    return listener.getSummary();
  }

  private List<String> created() throws Exception {
    return fake.calls("create").stream().filter(call -> !call.contains("--help")).toList();
  }

  private void assertAllPassed(TestExecutionSummary results) throws Exception {
    assertThat(results.getFailures()).isEmpty();
    assertThat(SEEN).isNotEmpty();
    assertThat(fake.machines()).isEmpty();
  }

  @SuppressWarnings("NullAway.Init") // the extension sets the fields
  static class OneForTheClass {
    @DockerHost static Host field;

    @Test
    void one(@DockerHost Host parameter) {
      SEEN.add(field.name());
      SEEN.add(parameter.name());
    }

    @Test
    void two(@DockerHost Host parameter) {
      SEEN.add(parameter.name());
    }

    @Nested
    @SuppressWarnings("NullAway.Init") // the extension sets the fields
    class Within {
      @DockerHost Host same;

      @Test
      void three() {
        SEEN.add(same.name());
      }
    }
  }

  @Test
  void aClassHasOneHostForItsFieldsParametersAndNestedClasses() throws Exception {
    assertAllPassed(run(OneForTheClass.class));
    assertThat(SEEN).hasSize(4).containsOnly(SEEN.get(0));
    assertThat(created()).hasSize(1);
  }

  @SuppressWarnings("NullAway.Init") // the extension sets the fields
  static class OneForEachMethod {
    @DockerHost(scope = Scope.METHOD)
    private Host field;

    @Test
    void one(@DockerHost(scope = Scope.METHOD) Host same) {
      SEEN.add(field.name());
      assertThat(same).isSameAs(field);
    }

    @Test
    void two(@DockerHost(scope = Scope.METHOD, id = "second") Host another, TestInfo info) {
      SEEN.add(field.name());
      assertThat(another).isNotSameAs(field);
    }
  }

  @Test
  void aMethodsHostIsItsOwnAndAnIdGivesASecondOne() throws Exception {
    assertAllPassed(run(OneForEachMethod.class));
    assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
    assertThat(created()).hasSize(3);
  }

  @SuppressWarnings("NullAway.Init") // the extension sets the fields
  static class FirstOfTheRun {
    @DockerHost(scope = Scope.RUN)
    static Host host;

    @Test
    void one() {
      SEEN.add(host.name());
    }
  }

  @DockerHost(scope = Scope.RUN)
  static class SecondOfTheRun {
    @Test
    void two(@DockerHost(scope = Scope.RUN) Host host) {
      SEEN.add(host.name());
    }
  }

  @Test
  void theRunsHostIsSharedByItsClassesAndEndsWithTheRun() throws Exception {
    assertAllPassed(run(FirstOfTheRun.class, SecondOfTheRun.class));
    assertThat(SEEN).hasSize(2).containsOnly(SEEN.get(0));
    assertThat(created()).hasSize(1);

    assertAllPassed(run(FirstOfTheRun.class));
    assertThat(created()).as("the next run has its own").hasSize(2);
  }

  @Test
  void aMachineThatTheUserNamesIsTakenInsteadAndStays() throws Exception {
    Files.createDirectories(fake.store().resolve("dev"));
    System.setProperty("jmachine.host", "dev");
    try {
      assertThat(run(OneForTheClass.class, FirstOfTheRun.class).getFailures()).isEmpty();
    } finally {
      System.clearProperty("jmachine.host");
    }
    assertThat(SEEN).hasSize(5).containsOnly("dev");
    assertThat(created()).isEmpty();
    assertThat(fake.machines()).containsExactly("dev");
  }

  static class AllOptions {
    @Test
    void one(
        @DockerHost(
                driver = "qemu",
                memory = 2048,
                cpus = 4,
                ttl = "30m",
                options = {"--engine-label", "a=b"})
            Host host) {
      SEEN.add(host.name());
    }
  }

  @Test
  void theAnnotationsMembersReachTheProgram() throws Exception {
    fake.help("--ttl TIME --template HOW --qemu-memory MB --qemu-cpus N");
    assertAllPassed(run(AllOptions.class));
    assertThat(created())
        .containsExactly(
            "create -d qemu --qemu-memory 2048 --qemu-cpus 4 --ttl 30m --template auto"
                + " --engine-label a=b "
                + SEEN.get(0));
  }

  @SuppressWarnings("NullAway.Init") // the extension sets the fields
  static class Failing {
    @DockerHost Host host;

    @Test
    void one() {
      throw new IllegalStateException("a test that fails");
    }
  }

  @Test
  void aFailedTestLeavesNoHost() throws Exception {
    assertThat(failure(run(Failing.class))).contains("a test that fails");
    assertThat(created()).hasSize(1);
    assertThat(fake.machines()).isEmpty();
  }

  @SuppressWarnings("NullAway.Init") // the extension sets the fields
  static class Misused {
    @DockerHost(scope = Scope.METHOD)
    static Host host;

    @Test
    void one() {}
  }

  @SuppressWarnings("NullAway.Init") // the extension sets the fields
  static class Mistyped {
    @DockerHost String host;

    @Test
    void one() {}
  }

  @Test
  void whatCannotBeIsSaid() throws Exception {
    assertThat(failure(run(Misused.class))).contains("each method").contains("Misused.host");
    assertThat(failure(run(Mistyped.class))).contains("dev.jmachine.client.Host");
    assertThat(created()).isEmpty();
  }

  private static String failure(TestExecutionSummary results) {
    return results.getFailures().stream()
        .map(failure -> failure.getException().toString())
        .findFirst()
        .orElse("nothing failed");
  }
}
