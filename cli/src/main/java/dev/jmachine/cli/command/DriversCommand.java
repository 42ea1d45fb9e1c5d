package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Json;
import dev.jmachine.cli.console.Table;
import dev.jmachine.cli.drivers.DriverChoice;
import dev.jmachine.cli.drivers.Drivers;
import dev.jmachine.cli.drivers.Drivers.Listed;
import io.avaje.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code drivers}: where machines can be created. */
final class DriversCommand implements Command {
  private static final String QUIET = "--quiet";

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .options(Options.flag("Names alone", "-q", QUIET), Form.option())
        .example("jmachine create -d DRIVER --help");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context) throws IOException {
    Form form = Form.of(parsed);
    List<Listed> drivers = new Drivers(context.caller()).all();
    if (Options.has(parsed, QUIET)) {
      drivers.forEach(driver -> context.output().line(driver.name()));
      return 0;
    }
    context
        .output()
        .print(
            switch (form) {
              case TABLE -> table(drivers);
              case JSON -> Json.pretty(json -> write(json, drivers)) + "\n";
            });
    return 0;
  }

  private static String table(List<Listed> drivers) {
    Table table = new Table("NAME", "ALIASES", "MACHINES");
    for (Listed driver : drivers) {
      String summary = driver.summary() + (isUsual(driver) ? " (the default)" : "");
      table.row(driver.name(), String.join(", ", driver.aliases()), summary);
    }
    return table.toString();
  }

  private static void write(JsonWriter json, List<Listed> drivers) {
    json.beginArray();
    for (Listed driver : drivers) {
      json.beginObject();
      json.name("name");
      json.value(driver.name());
      json.name("aliases");
      json.beginArray();
      driver.aliases().forEach(json::value);
      json.endArray();
      json.name("summary");
      json.value(driver.summary());
      json.name("default");
      json.value(isUsual(driver));
      json.endObject();
    }
    json.endArray();
  }

  private static boolean isUsual(Listed driver) {
    return driver.name().equals(DriverChoice.USUAL);
  }
}
