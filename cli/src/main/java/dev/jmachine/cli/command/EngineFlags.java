package dev.jmachine.cli.command;

import dev.jmachine.cli.Caller;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.EngineInstall;
import dev.jmachine.core.machine.EngineOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The engine's options of {@code create}, most of them docker-machine's. */
final class EngineFlags {
  private static final String INSTALL = "--engine-install";
  private static final String VERSION = "--engine-version";
  private static final String OPT = "--engine-opt";
  private static final String LABEL = "--engine-label";
  private static final String ENV = "--engine-env";
  private static final String INSECURE = "--engine-insecure-registry";
  private static final String MIRROR = "--engine-registry-mirror";
  private static final String STORAGE = "--engine-storage-driver";
  private static final String SAN = "--tls-san";

  /** docker-machine's variable for {@link #MIRROR}. */
  private static final String MIRROR_VARIABLE = "ENGINE_REGISTRY_MIRROR";

  /** Names and addresses as certificates take them (RFC 5280 dNSName, iPAddress). */
  private static final Pattern SAN_FORM = Pattern.compile("[A-Za-z0-9_*:][A-Za-z0-9_.:-]*");

  private EngineFlags() {}

  static List<OptionSpec> all() {
    return List.of(
        Options.value(
            "SOURCE",
            "Where it comes from: auto (the default), distro, docker, script:FILE or none",
            INSTALL),
        Options.value("VERSION", "The wanted version, or the beginning of one: 28.2", VERSION),
        Options.list("NAME[=VALUE]", "An option of the daemon, as in daemon.json", OPT),
        Options.list("KEY=VALUE", "A label of the daemon", LABEL),
        Options.list("NAME=VALUE", "An environment variable of the daemon", ENV),
        Options.list("REGISTRY", "A registry without TLS", INSECURE),
        Options.list("URL", "A mirror of Docker Hub [env: " + MIRROR_VARIABLE + "]", MIRROR),
        Options.value("NAME", "The storage driver; else the engine chooses", STORAGE),
        Options.list("NAME", "One more name or address for the engine's certificate", SAN));
  }

  /**
   * Reads them.
   *
   * @throws MachineFailure USAGE for a value that can't be meant
   */
  static EngineOptions read(ParseResult parsed, Caller caller) {
    String install = Options.text(parsed, INSTALL);
    List<String> labels = Options.texts(parsed, LABEL);
    labels.forEach(label -> requirePair(LABEL, label));
    List<String> sans = Options.texts(parsed, SAN);
    sans.forEach(EngineFlags::requireSan);
    EngineOptions options =
        new EngineOptions(
            install == null ? "auto" : install,
            Options.text(parsed, VERSION),
            Options.texts(parsed, OPT),
            labels,
            pairs(Options.texts(parsed, ENV)),
            Options.texts(parsed, INSECURE),
            mirrors(parsed, caller),
            Options.text(parsed, STORAGE),
            sans);
    requireScript(options.source());
    return options;
  }

  private static List<String> mirrors(ParseResult parsed, Caller caller) {
    String variable = caller.env(MIRROR_VARIABLE);
    return Options.has(parsed, MIRROR) || variable == null
        ? Options.texts(parsed, MIRROR)
        : Arrays.asList(variable.split(",", -1));
  }

  private static Map<String, String> pairs(List<String> texts) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : texts) {
      requirePair(ENV, text);
      int equals = text.indexOf('=');
      pairs.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return pairs;
  }

  private static void requirePair(String option, String text) {
    if (text.indexOf('=') < 1) {
      throw MachineFailure.usage("option " + option + " takes KEY=VALUE")
          .because("\"" + text + "\" has no \"=\" after a key");
    }
  }

  private static void requireSan(String name) {
    if (!SAN_FORM.matcher(name).matches()) {
      throw MachineFailure.usage("option " + SAN + " takes a host name or an address")
          .because("\"" + name + "\" is neither");
    }
  }

  private static void requireScript(EngineInstall source) {
    if (source instanceof EngineInstall.Script(String file) && !Files.isReadable(Path.of(file))) {
      throw MachineFailure.usage("cannot read the script " + file)
          .because("no such file, or no right to read it");
    }
  }
}
