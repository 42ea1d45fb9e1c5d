package dev.jmachine.driver.generic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.DriverOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/drivers/generic.md tells of every option. */
class GenericPageTest {
  @Test
  void everyOptionIsOnThePageWithItsNamesVariablesAndDefault() throws IOException {
    String page = Files.readString(Path.of("../../docs/drivers/generic.md"));
    for (DriverOption option : new GenericProvider().info().options()) {
      String row = page.lines().filter(line -> isRowOf(option, line)).findFirst().orElse("");
      assertThat(row).as(option.name()).isNotEmpty();
      option.env().forEach(variable -> assertThat(row).contains(variable));
      option.aliases().forEach(alias -> assertThat(row).contains("--" + alias));
      if (option.defaultValue() != null) {
        assertThat(row).contains(option.defaultValue());
      }
    }
  }

  private static boolean isRowOf(DriverOption option, String line) {
    String placeholder = option.placeholder().isEmpty() ? "" : " " + option.placeholder();
    return line.startsWith("| `--" + option.name() + placeholder + "` ");
  }
}
