package dev.jmachine.cli.command;

import dev.jmachine.core.machine.Machine;
import dev.jmachine.core.machine.SshEndpoint;
import dev.jmachine.core.store.MachineStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The logins of one copy, each under a name of its own in a configuration file for ssh. The file
 * holds addresses and paths, no secret; it goes with this object.
 */
final class ScpLogins implements AutoCloseable {
  private final Path configuration;
  private final Map<ScpPath.There, String> aliases;
  private final List<String> names;

  private ScpLogins(Path configuration, Map<ScpPath.There, String> aliases, List<String> names) {
    this.configuration = configuration;
    this.aliases = aliases;
    this.names = names;
  }

  /** Loads the machines of the paths, and writes the file. */
  static ScpLogins of(List<ScpPath> paths, MachineStore store) throws IOException {
    Map<ScpPath.There, String> aliases = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (ScpPath path : paths) {
      if (path instanceof ScpPath.There there && !aliases.containsKey(login(there))) {
        Machine machine = NamedMachines.load(there.machine(), store);
        SshEndpoint endpoint = as(there.user(), SshLogin.endpoint(machine));
        String alias = "jm-" + aliases.size();
        text.append(SshLogin.to(machine, endpoint, store).configuration(alias));
        aliases.put(login(there), alias);
        names.add(machine.name());
      }
    }
    Path file = Files.createTempFile("jmachine-scp", ".conf");
    Files.writeString(file, text);
    return new ScpLogins(file, aliases, names.stream().distinct().toList());
  }

  /** The same for all paths of one login. */
  private static ScpPath.There login(ScpPath.There there) {
    return new ScpPath.There(there.user(), there.machine(), "");
  }

  private static SshEndpoint as(@Nullable String user, SshEndpoint endpoint) {
    return user == null
        ? endpoint
        : new SshEndpoint(
            endpoint.host(),
            endpoint.port(),
            user,
            endpoint.identityFile(),
            endpoint.hostKeys(),
            endpoint.trustOnFirstUse(),
            endpoint.jumpHost());
  }

  Path configuration() {
    return configuration;
  }

  /** The machines' names, each once. */
  List<String> names() {
    return names;
  }

  /** A path as scp(1) takes it. */
  String word(ScpPath path) {
    return switch (path) {
      case ScpPath.Here(String here) -> ScpPath.local(here);
      case ScpPath.There there -> aliases.get(login(there)) + ":" + there.path();
    };
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(configuration);
  }
}
