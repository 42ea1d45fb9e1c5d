package dev.jmachine.bootstrap.host;

import dev.jmachine.bootstrap.ssh.ScriptResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The host as {@code inspect.sh} found it, at one moment.
 *
 * @param os what os-release says
 * @param engine what is installed and what it does
 * @param files our files and the user's daemon.json, null where there is none
 * @param clock the host's clock, seconds since 1970
 * @param addresses of its own interfaces
 * @param cloudInit "absent", "running" or "done"
 * @param openssl whether the openssl command is there
 * @param oneUseHostKey whether others may have read the host key, so that it must be replaced
 */
public record HostFacts(
    Os os,
    EngineFacts engine,
    Files files,
    long clock,
    String hostname,
    List<String> addresses,
    String cloudInit,
    boolean openssl,
    boolean oneUseHostKey) {
  public HostFacts {
    addresses = List.copyOf(addresses);
  }

  /**
   * The operating system, in the words of os-release(5).
   *
   * @param arch as {@code uname -m} says: "x86_64"
   */
  public record Os(
      String id, String like, String version, String codename, String name, String arch) {
    public Optional<OsFamily> family() {
      return OsFamily.of(id, like);
    }
  }

  /**
   * The engine on the host.
   *
   * @param dockerd path of the daemon; empty where there is none
   * @param version empty where there is none
   * @param init "systemd", "openrc" or "other"
   * @param state "active", "inactive", "failed" and so on
   * @param execStart what the unit starts without our drop-in; empty where there is no unit
   * @param containers how many run
   * @param swarm whether the host is in a swarm
   * @param snap whether there is an engine installed as a snap
   */
  public record EngineFacts(
      String dockerd,
      String version,
      String init,
      String state,
      String execStart,
      int containers,
      boolean swarm,
      boolean snap) {
    public boolean present() {
      return !dockerd.isEmpty();
    }
  }

  /** Files, as they are. */
  public record Files(
      @Nullable String daemonJson,
      @Nullable String dropIn,
      @Nullable String confd,
      @Nullable String ca,
      @Nullable String certificate) {}

  /** Reads the results of the script. */
  public static HostFacts of(ScriptResult result) {
    return new HostFacts(
        new Os(
            result.value("os_id"),
            result.value("os_like"),
            result.value("os_version"),
            result.value("os_codename"),
            result.value("os_name"),
            result.value("arch")),
        engine(result),
        new Files(
            result.text("daemon_json"),
            result.text("dropin"),
            result.text("confd"),
            result.text("ca"),
            result.text("cert")),
        Long.parseLong(result.value("clock")),
        result.value("hostname"),
        Stream.of(result.value("addresses").split("\\s+")).filter(text -> !text.isEmpty()).toList(),
        result.value("cloud_init"),
        "yes".equals(result.value("openssl")),
        "one-use".equals(result.value("host_key")));
  }

  private static EngineFacts engine(ScriptResult result) {
    return new EngineFacts(
        result.value("dockerd"),
        result.value("engine_version"),
        result.value("init"),
        result.value("engine_state"),
        result.value("exec_start"),
        Integer.parseInt(result.values().getOrDefault("containers", "0")),
        "active".equals(result.value("swarm")),
        "yes".equals(result.value("snap")));
  }
}
