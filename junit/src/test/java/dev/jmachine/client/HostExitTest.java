package dev.jmachine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a host whose JVM ends before anybody closes it. */
class HostExitTest {
  @TempDir private Path folder;
  private FakeProgram fake;

  /** The other JVM: {@code LAUNCHER OPTION…}. */
  static final class Forgetful {
    private Forgetful() {}

    public static void main(String[] words) throws Exception {
      HostOrder order = JMachine.create("it").program(new Program(Path.of(words[0]))).repeated();
      for (int i = 1; i < words.length; i++) {
        order = order.options(words[i]);
      }
      order.start().exec("true");
    }
  }

  @BeforeEach
  void aProgram() throws Exception {
    fake = FakeProgram.in(folder);
  }

  private Process jvm(String... options) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Forgetful.class.getName(),
            fake.launcher().toString());
    builder.command().addAll(List.of(options));
    builder.environment().put("JMACHINE_SPARE", "7m");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  @Test
  void theEndOfMainEndsTheHost() throws Exception {
    assertThat(jvm().waitFor()).as(said()).isZero();
    assertThat(fake.calls("rm")).containsExactly("rm -y it");
    assertThat(fake.calls("ssh")).as("the connection").anyMatch(call -> call.endsWith("-O exit"));
    assertThat(fake.machines()).isEmpty();
  }

  @Test
  void theFirstHostOfAJvmLeavesASpare() throws Exception {
    fake.help("--ttl TIME --template HOW --spare TIME");
    assertThat(jvm().waitFor()).as(said()).isZero();
    assertThat(fake.calls("create"))
        .containsExactly("create --ttl 2h --template auto --spare 7m it");
  }

  @Test
  void aSignalWhileItIsCreatedTakesBackWhatWasBegun() throws Exception {
    Process jvm = jvm("--slow");
    while (Files.notExists(fake.store().resolve("it.begun"))) {
      assertThat(jvm.waitFor(20, TimeUnit.MILLISECONDS)).as(said()).isFalse();
    }
    jvm.destroy(); // SIGTERM, to the JVM alone
    assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).as(said()).isTrue();
    assertThat(fake.calls()).contains("taken back");
    assertThat(fake.machines()).isEmpty();
  }
}
