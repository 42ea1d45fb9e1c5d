package dev.jmachine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.Templates.Readiness;
import dev.jmachine.testkit.FakeProvider;
import dev.jmachine.testkit.FakeTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateCommandsTest {
  @TempDir private Path home;
  private final FakeTemplates templates = new FakeTemplates();
  private final TestParts parts =
      new TestParts().with(new FakeProvider().named("warm").with(templates));

  private int made;

  private TestCaller caller() {
    return new TestCaller(home, parts);
  }

  @Test
  void templatesAreBuiltListedAndRemoved() {
    templates.found(Readiness.MISSING);
    TestCaller build = caller();
    assertThat(build.run("template", "build", "-d", "warm", "--warm-size", "big")).isZero();
    assertThat(build.err()).contains("Template 00c0ffee is ready (450.0 MB");
    TestCaller ls = caller();
    assertThat(ls.run("template", "ls", "-d", "warm", "-q")).isZero();
    assertThat(ls.out()).isEqualTo("00c0ffee\n");
    TestCaller json = caller();
    assertThat(json.run("template", "ls", "-d", "warm", "-o", "json")).isZero();
    assertThat(json.out()).contains("\"bytes\"").contains("450000000");
    assertThat(caller().run("template", "rm", "-d", "warm", "00c0ffee")).isZero();
    TestCaller empty = caller();
    assertThat(empty.run("template", "ls", "-d", "warm", "-q")).isZero();
    assertThat(empty.out()).isEmpty();
  }

  @Test
  void aDriverWithoutTemplatesRefusesWithTheReason() {
    TestCaller caller = caller();
    assertThat(caller.run("template", "ls", "-d", "fake")).isEqualTo(2);
    assertThat(caller.err()).contains("driver fake has no templates").contains("cause:");
  }

  @Test
  void anUnknownActionIsAUsageError() {
    assertThat(caller().run("template", "make", "-d", "warm")).isEqualTo(2);
    assertThat(caller().run("template", "ls", "-d", "warm", "x")).isEqualTo(2);
    assertThat(caller().run("template", "rm", "-d", "warm")).isEqualTo(2);
  }

  @Test
  void createSaysHowItUsesTemplates() {
    TestCaller required = caller();
    assertThat(required.run("create", "-d", "fake", "--template", "required", "a")).isEqualTo(2);
    TestCaller unknown = caller();
    assertThat(unknown.run("create", "-d", "warm", "--template", "maybe", "a")).isEqualTo(2);
    assertThat(unknown.err()).contains("known are auto, never and required");
    assertThat(caller().run("create", "-d", "warm", "--template", "never", "a")).isZero();
    assertThat(templates.admitted()).isZero();
    assertThat(caller().run("create", "-d", "warm", "b")).isZero();
    assertThat(templates.admitted()).isOne();
  }

  @Test
  void aTemplateThatIsMissingIsOfferedOnceOnATerminal() throws Exception {
    templates.found(Readiness.MISSING);
    Path install = program();
    TestCaller asked = caller().installed(install).typing("n\n");
    assertThat(asked.run("create", "-d", "warm", "a")).isZero();
    assertThat(asked.err()).contains("Build templates, now and whenever one is missing?");
    TestCaller again = caller().installed(install).typing("y\n");
    assertThat(again.run("create", "-d", "warm", "b")).isZero();
    assertThat(again.err()).doesNotContain("Build templates");
    assertThat(home.resolve("ran")).doesNotExist();
  }

  @Test
  void autoBuildsTheMissingTemplateInTheBackgroundWithTheSameOptions() throws Exception {
    templates.found(Readiness.MISSING);
    TestCaller caller = caller().installed(program());
    int code = caller.run("create", "-d", "warm", "--template", "auto", "--warm-size", "big", "a");
    assertThat(code).as(caller.err()).isZero();
    assertThat(caller.err()).contains("being built in the background");
    assertThat(Files.readString(awaited(home.resolve("ran"))))
        .isEqualTo("template build --progress plain --driver warm --warm-size=big\n");
  }

  @Test
  void severalMachinesAtOnceAskForOneTemplate() throws Exception {
    templates.found(Readiness.MISSING);
    TestCaller caller = caller().installed(program());
    int code = caller.run("create", "-d", "warm", "--template", "auto", "--count", "2", "a");
    assertThat(code).as(caller.err()).isZero();
    assertThat(caller.err()).containsOnlyOnce("being built in the background");
    assertThat(Files.readString(awaited(home.resolve("ran"))))
        .isEqualTo("template build --progress plain --driver warm\n");
  }

  @Test
  void withoutATerminalNothingIsAskedOrBuilt() throws Exception {
    templates.found(Readiness.MISSING);
    TestCaller caller = caller().installed(program());
    assertThat(caller.run("create", "-d", "warm", "a")).isZero();
    assertThat(caller.err()).doesNotContain("template");
  }

  @Test
  void aSpareIsAPoolOfOneThatEnds() throws Exception {
    assertThat(spare("warm", "--warm-size", "big").run()).isZero();
    assertThat(Files.readString(plan()))
        .contains("\"size\": 1", "\"warm\"", "\"big\"", "\"ttlSeconds\": 3600");
    assertThat(home.resolve(".jmachine/pool/fill.log")).as("of what makes it").exists();
  }

  @Test
  void aCreateWithoutOneLeavesTheNextSpareToOthers() throws Exception {
    assertThat(spare("warm").run()).isZero();
    Files.delete(home.resolve(".jmachine/pool/fill.log"));
    assertThat(caller().installed(program()).run("create", "-d", "warm", "b")).isZero();
    assertThat(home.resolve(".jmachine/pool/fill.log")).doesNotExist();
  }

  @Test
  void whereNoMachineCanWaitTheCreateSaysWhy() throws Exception {
    Spare elsewhere = spare("fake");
    assertThat(elsewhere.run()).isZero();
    assertThat(elsewhere.err()).contains("warning: no other machine waits, since driver fake has");
    Spare labelled = spare("warm", "--engine-label", "a=b");
    assertThat(labelled.run()).isZero();
    assertThat(labelled.err()).contains("the engine's usual options");
    templates.found(Readiness.IMPOSSIBLE);
    Spare own = spare("warm");
    assertThat(own.run()).isZero();
    assertThat(own.err()).contains("there can be no template of such a machine");
    assertThat(plan()).doesNotExist();
    Spare never = spare("warm", "--template", "never");
    assertThat(never.run()).isEqualTo(2);
    assertThat(never.err()).contains("--spare does not go with --template never");
  }

  @Test
  void aPoolOfTheUsersIsNoSpare() throws Exception {
    assertThat(caller().run("pool", "set", "1", "-d", "warm")).isZero();
    assertThat(spare("warm").run()).isZero();
    assertThat(Files.readString(plan())).contains("\"size\": 1").doesNotContain("ttlSeconds");
  }

  @Test
  void aPoolIsRefilledAfterARunAsAfterACreate() throws Exception {
    assertThat(caller().run("pool", "set", "1", "-d", "warm")).isZero();
    TestCaller run = caller().installed(program());
    assertThat(run.run("run", "-d", "warm", "--", "/bin/sh", "-c", ":")).as(run.err()).isZero();
    assertThat(home.resolve(".jmachine/pool/fill.log")).exists();
  }

  @Test
  void aMachineThatIsThereIsNoFailureWhateverFollows() throws Exception {
    Files.createDirectories(plan().getParent());
    Files.writeString(plan(), "{");
    Spare damaged = spare("warm");
    assertThat(damaged.run()).isZero();
    assertThat(damaged.err())
        .contains("warning: no machine is made for the pool: cannot read " + plan())
        .contains("jmachine pool set 0");
  }

  private Path plan() {
    return home.resolve(".jmachine/pool/pool.json");
  }

  private Spare spare(String driver, String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("create", "-d", driver, "--spare", "1h"));
    words.addAll(List.of(options));
    words.add("m-" + ++made);
    return new Spare(caller().installed(program()), words);
  }

  private record Spare(TestCaller caller, List<String> words) {
    int run() {
      return caller.run(words.toArray(String[]::new));
    }

    String err() {
      return caller.err();
    }
  }

  /** A program that notes how it was called. */
  private Path program() throws IOException {
    Path bin = Files.createDirectories(home.resolve("install/bin"));
    Path file = bin.resolve("jmachine");
    if (!Files.exists(file)) {
      Files.writeString(
          file,
          "#!/bin/sh\necho \"$*\" >" + home + "/new && mv " + home + "/new " + home + "/ran\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
    return home.resolve("install");
  }

  private static Path awaited(Path file) throws InterruptedException {
    for (int tries = 0; tries < 200 && !Files.exists(file); tries++) {
      dev.jmachine.core.time.Pause.system().pause(java.time.Duration.ofMillis(50));
    }
    return file;
  }
}
