package dev.jmachine.bootstrap.ssh;

import dev.jmachine.core.machine.SshEndpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The system's ssh pointed at one endpoint: nothing of the user's configuration is read and only
 * the pinned host keys are accepted.
 *
 * @param endpoint with whole host keys, as a bootstrap returned it
 * @param knownHosts file that holds {@link #knownHostsText}
 */
public record OpenSshCommand(SshEndpoint endpoint, Path knownHosts) {
  /** The text of a known_hosts file for this endpoint; fingerprints cannot be in one. */
  public String knownHostsText() {
    StringBuilder text = new StringBuilder();
    endpoint.hostKeys().stream()
        .filter(key -> !key.isFingerprint())
        .forEach(key -> text.append(name()).append(' ').append(key.text()).append('\n'));
    return text.toString();
  }

  /**
   * An ssh command line.
   *
   * @param options more options, such as -t
   * @param command what to run there; empty for a login shell
   */
  public List<String> ssh(List<String> options, List<String> command) {
    List<String> words = new ArrayList<>(List.of("ssh", "-p", String.valueOf(endpoint.port())));
    words.addAll(common());
    words.addAll(options);
    words.addAll(List.of("-l", endpoint.user(), "--", endpoint.host()));
    words.addAll(command);
    return words;
  }

  /**
   * The endpoint as a block of an ssh_config(5) file, under a name of its own, so that one command
   * can log in at several.
   *
   * @param alias name that the command line then uses for the host; a plain word
   */
  public String configuration(String alias) {
    StringBuilder text = new StringBuilder("Host ").append(alias).append('\n');
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("HostName", endpoint.host());
    settings.put("Port", String.valueOf(endpoint.port()));
    settings.put("User", endpoint.user());
    settings.putAll(trust());
    String identity = endpoint.identityFile();
    if (identity != null) {
      settings.put("IdentityFile", quoted(identity));
      settings.put("IdentitiesOnly", "yes");
    }
    if (endpoint.jumpHost() != null) {
      settings.put("ProxyJump", endpoint.jumpHost());
    }
    settings.forEach((key, value) -> text.append("  " + key + " " + value + "\n"));
    return text.toString();
  }

  private List<String> common() {
    List<String> words = new ArrayList<>(List.of("-F", "none"));
    trust().forEach((key, value) -> words.addAll(List.of("-o", key + "=" + value)));
    String identity = endpoint.identityFile();
    if (identity != null) {
      words.addAll(List.of("-i", identity, "-o", "IdentitiesOnly=yes"));
    }
    if (endpoint.jumpHost() != null) {
      words.addAll(List.of("-J", endpoint.jumpHost()));
    }
    return words;
  }

  /** ssh_config(5): only the pinned keys, and no question that nobody may be there to answer. */
  private Map<String, String> trust() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("UserKnownHostsFile", quoted(knownHosts.toString()));
    settings.put("GlobalKnownHostsFile", "none");
    settings.put("StrictHostKeyChecking", "yes");
    settings.put("UpdateHostKeys", "no");
    settings.put("BatchMode", "yes");
    settings.put("ConnectTimeout", "20");
    settings.put("LogLevel", "ERROR");
    return settings;
  }

  private static String quoted(String path) {
    return "\"" + path + "\"";
  }

  /** sshd's own spelling: brackets where the port is not 22. */
  private String name() {
    return endpoint.port() == 22 ? endpoint.host() : "[" + endpoint.host() + "]:" + endpoint.port();
  }
}
