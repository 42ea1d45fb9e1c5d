package dev.jmachine.bootstrap;

import dev.jmachine.bootstrap.engine.DaemonFlags;
import dev.jmachine.bootstrap.engine.DaemonJson;
import dev.jmachine.bootstrap.engine.DaemonSettings;
import dev.jmachine.bootstrap.engine.OpenRcConf;
import dev.jmachine.bootstrap.engine.SystemdUnit;
import dev.jmachine.bootstrap.host.HostFacts;
import dev.jmachine.bootstrap.ssh.Script;
import dev.jmachine.core.failure.MachineFailure;
import dev.jmachine.core.machine.EngineOptions;
import dev.jmachine.core.machine.Machine;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the engine's files on a host should be: the variables of configure-engine.sh. Pure; what
 * differs from what is there is the script's business.
 */
final class ConfigurationPlan {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String START_SECONDS = "120";

  private ConfigurationPlan() {}

  /** The files that the machine's options ask for, apart from certificates. */
  static Map<String, String> of(Machine machine, HostFacts host) {
    EngineOptions options = machine.spec().engine();
    options.env().forEach(ConfigurationPlan::checkVariable);
    DaemonFlags flags = new DaemonFlags(options.options());
    boolean systemd = isSystemd(host);
    boolean live = !host.engine().swarm();
    Map<String, String> values = new TreeMap<>();
    values.put("JM_INIT", host.engine().init());
    values.put(
        "JM_DAEMON_JSON",
        DaemonJson.merged(host.files().daemonJson(), settings(machine, live), flags));
    values.put("JM_LIVE_JSON", liveFirst(host, live && !flags.has("live-restore")));
    values.put("JM_DROPIN", systemd ? dropIn(host, flags, options) : "");
    values.put(
        "JM_CONFD", systemd ? "" : OpenRcConf.merged(host.files().confd(), flags, options.env()));
    values.put(
        "JM_FLAGS", flags.words().stream().map(Script::quoted).collect(Collectors.joining(" ")));
    values.put("JM_START_SECONDS", START_SECONDS);
    return values;
  }

  /** The files as they are, for a change of certificates alone. */
  static Map<String, String> unchanged(HostFacts host) {
    Map<String, String> values = new TreeMap<>();
    values.put("JM_INIT", host.engine().init());
    values.put("JM_DAEMON_JSON", orEmpty(host.files().daemonJson()));
    values.put("JM_LIVE_JSON", "");
    values.put("JM_DROPIN", isSystemd(host) ? orEmpty(host.files().dropIn()) : "");
    values.put("JM_CONFD", isSystemd(host) ? "" : orEmpty(host.files().confd()));
    values.put("JM_FLAGS", "");
    values.put("JM_START_SECONDS", START_SECONDS);
    return values;
  }

  private static boolean isSystemd(HostFacts host) {
    return switch (host.engine().init()) {
      case "systemd" -> true;
      case "openrc" -> false;
      default ->
          throw MachineFailure.check("cannot configure the engine on " + host.os().name())
              .because("the host runs neither systemd nor OpenRC");
    };
  }

  /** What the machine's options ask of daemon.json. */
  static DaemonSettings settings(Machine machine, boolean live) {
    EngineOptions options = machine.spec().engine();
    var access = machine.requireAccess();
    boolean six = access.engineHost().indexOf(':') >= 0;
    return new DaemonSettings(
        six ? "[::]" : "0.0.0.0",
        access.engineListenPort(),
        options.labels(),
        options.insecureRegistries(),
        options.registryMirrors(),
        options.storageDriver(),
        live);
  }

  /** Containers that run now would not outlive a restart unless live-restore is on before it. */
  private static String liveFirst(HostFacts host, boolean wanted) {
    return host.engine().containers() == 0
        ? ""
        : orEmpty(DaemonJson.withLiveRestore(host.files().daemonJson(), wanted));
  }

  private static String dropIn(HostFacts host, DaemonFlags flags, EngineOptions options) {
    return SystemdUnit.dropIn(
        host.engine().execStart(), host.engine().dockerd(), flags, options.env());
  }

  private static void checkVariable(String name, String value) {
    if (!VARIABLE.matcher(name).matches() || value.indexOf('\0') >= 0) {
      throw MachineFailure.usage("invalid engine environment variable \"" + name + "\"")
          .because("a name has letters, digits and underscores, and a value no NUL");
    }
  }

  private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }
}
