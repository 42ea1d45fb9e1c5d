package dev.jmachine.bootstrap.ssh;

import dev.jmachine.core.machine.SshEndpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The system's ssh and scp pointed at one endpoint: nothing of the user's configuration is read and
 * only the pinned host keys are accepted.
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
   * An scp command line; a remote path is written {@code PATH} with {@link #remote}.
   *
   * @param options more options, such as -r
   * @param paths sources and, last, the target
   */
  public List<String> scp(List<String> options, List<String> paths) {
    List<String> words = new ArrayList<>(List.of("scp", "-P", String.valueOf(endpoint.port())));
    words.addAll(common());
    words.addAll(options);
    words.add("--");
    words.addAll(paths);
    return words;
  }

  /** A path on the host, as scp takes it. */
  public String remote(String path) {
    String host = endpoint.host().indexOf(':') >= 0 ? "[" + endpoint.host() + "]" : endpoint.host();
    return endpoint.user() + "@" + host + ":" + path;
  }

  private List<String> common() {
    List<String> words =
        new ArrayList<>(
            List.of(
                "-F", "none",
                "-o", "UserKnownHostsFile=\"" + knownHosts + "\"",
                "-o", "GlobalKnownHostsFile=none",
                "-o", "StrictHostKeyChecking=yes",
                "-o", "UpdateHostKeys=no",
                "-o", "BatchMode=yes",
                "-o", "ConnectTimeout=20",
                "-o", "LogLevel=ERROR"));
    String identity = endpoint.identityFile();
    if (identity != null) {
      words.addAll(List.of("-i", identity, "-o", "IdentitiesOnly=yes"));
    }
    if (endpoint.jumpHost() != null) {
      words.addAll(List.of("-J", endpoint.jumpHost()));
    }
    return words;
  }

  /** sshd's own spelling: brackets where the port is not 22. */
  private String name() {
    return endpoint.port() == 22 ? endpoint.host() : "[" + endpoint.host() + "]:" + endpoint.port();
  }
}
