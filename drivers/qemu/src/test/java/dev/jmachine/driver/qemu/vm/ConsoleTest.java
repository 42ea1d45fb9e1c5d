package dev.jmachine.driver.qemu.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
  @TempDir Path folder;

  @Test
  void theMarksOfOurImageTellThePhase() throws IOException {
    assertThat(phase("")).isEqualTo(BootPhase.FIRMWARE);
    assertThat(phase("jmachine: kernel is up\n")).isEqualTo(BootPhase.KERNEL);
    assertThat(phase("jmachine: kernel is up\njmachine: seed unpacked\n"))
        .isEqualTo(BootPhase.INIT);
    assertThat(phase("…\njmachine: starting init\njmachine: ssh answers\n"))
        .isEqualTo(BootPhase.SSH);
  }

  @Test
  void aConsoleThatIsNotThereYetIsEmpty() throws IOException {
    Console console = new Console(folder.resolve("none"));
    assertThat(console.phase()).isEqualTo(BootPhase.FIRMWARE);
    assertThat(console.tail(10)).isEmpty();
  }

  @Test
  void theTailIsPlainText() throws IOException {
    Path file = folder.resolve("console.log");
    String reset = "\u001b[!p\u001b]104\u0007\u001b[?7h";
    String red = "\u001b[0;1;31mred\u001b[0m";
    Files.writeString(file, String.join("\r\n", "first", reset + red, "", "\tlast\u0000", ""));
    assertThat(new Console(file).tail(2)).containsExactly("red", "\tlast");
  }

  private BootPhase phase(String text) throws IOException {
    Path file = folder.resolve("console.log");
    Files.writeString(file, text);
    return new Console(file).phase();
  }
}
