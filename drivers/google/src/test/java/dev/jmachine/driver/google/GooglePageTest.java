package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jmachine.core.driver.DriverOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The option table of docs/drivers/google.md is made from the options: {@code mvn -pl
 * drivers/google -am test -Dtest=GooglePageTest -Djmachine.docs=write} writes it.
 */
class GooglePageTest {
  private static final Path PAGE = Path.of("../../docs/drivers/google.md");
  private static final String BEGIN = "<!-- options: made by GooglePageTest -->\n";
  private static final String END = "<!-- end of options -->";

  @Test
  void theTableOfOptionsIsTheDriversOwn() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String fresh = page.substring(0, begin) + table() + page.substring(page.indexOf(END));
    if ("write".equals(System.getProperty("jmachine.docs"))) {
      Files.writeString(PAGE, fresh);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(fresh);
  }

  private static String table() {
    StringBuilder table = new StringBuilder();
    String group = "";
    for (DriverOption option : GoogleOptions.table()) {
      if (!option.group().equals(group)) {
        group = option.group();
        table.append("\n### ").append(group).append("\n\n");
        table.append("| option | default | meaning |\n|---|---|---|\n");
      }
      table.append(row(option));
    }
    return table.append('\n').toString();
  }

  private static String row(DriverOption option) {
    String placeholder = option.placeholder().isEmpty() ? "" : " " + option.placeholder();
    String usual = option.defaultValue() == null ? "" : "`" + option.defaultValue() + "`";
    return "| `--"
        + option.name()
        + placeholder
        + "`"
        + aliases(option)
        + " | "
        + usual
        + " | "
        + option.help()
        + variables(option)
        + " |\n";
  }

  private static String aliases(DriverOption option) {
    return option.aliases().stream()
        .map(alias -> ", `--" + alias + "`")
        .collect(Collectors.joining());
  }

  private static String variables(DriverOption option) {
    return option.env().isEmpty()
        ? ""
        : option.env().stream().collect(Collectors.joining("`, `", " (`", "`)"));
  }
}
