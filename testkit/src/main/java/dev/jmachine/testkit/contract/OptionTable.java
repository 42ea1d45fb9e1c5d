package dev.jmachine.testkit.contract;

import dev.jmachine.core.driver.DriverOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The table of a driver's options on its page, made from the options themselves: a test compares
 * the two, and with {@code -Djmachine.docs=write} the page is written instead.
 */
public final class OptionTable {
  private static final String END = "<!-- end of options -->";

  private OptionTable() {}

  /**
   * The page as it should be: everything between the two comments is the options' table.
   *
   * @param page a Markdown file with a line {@code <!-- options: made by TEST -->} and a later line
   *     {@code <!-- end of options -->}
   * @param options in the order of help
   */
  public static String fresh(Path page, List<DriverOption> options) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf("-->\n", text.indexOf("<!-- options: made by ")) + "-->\n".length();
    String fresh = text.substring(0, begin) + table(options) + text.substring(text.indexOf(END));
    if ("write".equals(System.getProperty("jmachine.docs"))) {
      Files.writeString(page, fresh);
    }
    return fresh;
  }

  private static String table(List<DriverOption> options) {
    StringBuilder table = new StringBuilder();
    String group = "";
    for (DriverOption option : options) {
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
