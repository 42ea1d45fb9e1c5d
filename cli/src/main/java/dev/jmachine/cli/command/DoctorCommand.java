package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.cli.console.Json;
import dev.jmachine.cli.doctor.Examination;
import dev.jmachine.cli.doctor.Finding;
import dev.jmachine.cli.drivers.Drivers;
import dev.jmachine.cli.drivers.ForeignDriver;
import dev.jmachine.cli.drivers.HandOver;
import dev.jmachine.core.driver.DriverProvider;
import dev.jmachine.core.failure.FailureKind;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.lifecycle.MachineObservation;
import dev.jmachine.core.lifecycle.Surroundings;
import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.MachineName;
import io.avaje.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** {@code doctor}: which link to a machine is broken, and what mends it. */
final class DoctorCommand implements Command {
  private static final int LINK_WIDTH = 18;
  private static final int HEALTH_WIDTH = 7;

  @Override
  public void describe(Syntax syntax, List<String> arguments, Caller caller) {
    syntax
        .positionals(NamedMachines.LABEL, "[NAME]", "0..1", NamedMachines.OPTIONAL)
        .options(Form.option())
        .example("jmachine doctor dev");
  }

  @Override
  public int run(ParseResult parsed, CommandContext context)
      throws IOException, InterruptedException {
    Form form = Form.of(parsed);
    MachineName name =
        NamedMachines.names(Options.positionals(parsed), context.store()).iterator().next();
    if (!context.store().exists(name)) {
      throw NamedMachines.missing(name, context.store());
    }
    Machine machine;
    try {
      machine = context.store().load(name);
    } catch (MachineFailure failure) {
      return report(
          name,
          List.of(Finding.broken("record", failure, "jmachine rm -f " + name)),
          form,
          context);
    }
    return examine(machine, form, context);
  }

  private static int examine(Machine machine, Form form, CommandContext context)
      throws IOException, InterruptedException {
    Drivers drivers = context.drivers();
    String wanted = machine.spec().driver();
    DriverProvider provider = drivers.here(wanted);
    if (provider == null) {
      ForeignDriver foreign = drivers.elsewhere(wanted);
      if (foreign != null) {
        return HandOver.run(foreign, List.of(), context.arguments());
      }
      Finding missing = Finding.broken("driver", drivers.unknown(wanted), "jmachine drivers");
      return report(machine.machineName(), List.of(missing), form, context);
    }
    Path folder = context.store().machineFolder(machine.machineName());
    List<Finding> findings =
        examination(context).of(machine, provider, folder, context.steps(machine.name()));
    context.close();
    return report(machine.machineName(), findings, form, context);
  }

  private static Examination examination(CommandContext context) {
    Caller caller = context.caller();
    Surroundings surroundings = context.surroundings(null);
    return new Examination(
        new MachineObservation(context.driverContext()),
        caller.parts().hostTools(caller, context.store().root()),
        surroundings.bootstrap(),
        caller.clock(),
        caller.ticker());
  }

  private static int report(
      MachineName name, List<Finding> findings, Form form, CommandContext context) {
    context
        .output()
        .print(
            switch (form) {
              case TABLE -> table(findings);
              case JSON -> Json.pretty(json -> write(json, name, findings)) + "\n";
            });
    return findings.stream().anyMatch(Finding::isBroken) ? FailureKind.FAILED.exitCode() : 0;
  }

  private static String table(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      padded(text, finding.health().word(), HEALTH_WIDTH);
      padded(text, finding.link(), LINK_WIDTH);
      String indent = " ".repeat(HEALTH_WIDTH + LINK_WIDTH + 4);
      text.append(finding.detail().strip().replace("\n", "\n" + indent)).append('\n');
      finding.fixes().forEach(fix -> text.append(indent).append("try: ").append(fix).append('\n'));
    }
    return text.toString();
  }

  private static void padded(StringBuilder text, String word, int width) {
    text.append(word).repeat(' ', width + 2 - word.length());
  }

  private static void write(JsonWriter json, MachineName name, List<Finding> findings) {
    json.beginObject();
    json.name("machine");
    json.value(name.value());
    json.name("healthy");
    json.value(findings.stream().noneMatch(Finding::isBroken));
    json.name("links");
    json.beginArray();
    findings.forEach(finding -> write(json, finding));
    json.endArray();
    json.endObject();
  }

  private static void write(JsonWriter json, Finding finding) {
    json.beginObject();
    json.name("link");
    json.value(finding.link());
    json.name("health");
    json.value(finding.health().word());
    json.name("detail");
    json.value(finding.detail());
    json.name("try");
    json.beginArray();
    finding.fixes().forEach(json::value);
    json.endArray();
    json.endObject();
  }
}
