package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Table;
import dev.jmachine.core.json.JsonText;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import dev.jmachine.core.resource.Resource;
import dev.jmachine.core.store.MachineJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** {@code inspect}: the record as JSON, or what its ledger holds; asked of nobody. */
final class InspectCommand implements Command {
  private static final String RESOURCES = "--resources";
  private static final String FORM = "--output";

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(NamedMachines.LABEL, "[NAME...]", "0..*", NamedMachines.OPTIONAL)
        .options(
            Options.flag("What exists, or may exist, at the provider: the ledger", RESOURCES),
            Options.value("FORM", "With --resources: table (the default) or json", "-o", FORM))
        .example("jmachine inspect --resources dev");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context) throws IOException {
    boolean resources = Options.has(parsed, RESOURCES);
    boolean json = OutputForm.isJson(Options.text(parsed, FORM));
    for (MachineName name : NamedMachines.names(Options.positionals(parsed), context.store())) {
      Machine machine = NamedMachines.load(name, context.store());
      context.output().print(resources ? ledger(machine, json) : MachineJson.text(machine));
    }
    return 0;
  }

  private static String ledger(Machine machine, boolean json) {
    return json ? JsonText.indented(tree(machine)) + "\n" : table(machine).toString();
  }

  private static Table table(Machine machine) {
    Table table = new Table("KIND", "ID", "TOKEN", "WHERE");
    for (Resource resource : machine.ledger()) {
      String id = resource.id() == null ? "-" : resource.id();
      Map<String, String> where = resource.attributes();
      table.row(
          resource.kind(), id, resource.token(), where.isEmpty() ? "" : String.valueOf(where));
    }
    return table;
  }

  /** As in the record. */
  private static List<Map<String, Object>> tree(Machine machine) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Resource resource : machine.ledger()) {
      all.add(
          JsonText.object(
              "kind", resource.kind(),
              "token", resource.token(),
              "id", resource.id(),
              "attributes", resource.attributes()));
    }
    return all;
  }
}
