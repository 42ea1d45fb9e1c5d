package dev.jmachine.driver.qemu.seed;

import dev.jmachine.driver.qemu.json.JsonTypes;
import io.avaje.jsonb.Jsonb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The seed of a cloud image: the two files that cloud-init's NoCloud source reads. They are JSON,
 * which is YAML too, so nothing needs quoting. Markers go to the first serial port, from which the
 * boot's progress is read.
 *
 * <p>Source: cloud-init, reference of NoCloud and of the modules users, ssh, bootcmd and runcmd.
 *
 * @param metaData file "meta-data"
 * @param userData file "user-data"
 */
public record NoCloudSeed(String metaData, String userData) {
  /** Who logs in to a cloud image: a user of our own, since each distribution has another one. */
  public static final String USER = "jmachine";

  private static final Jsonb JSON = JsonTypes.of().build();

  /** The seed of the first boot; secret, since it holds the host key. */
  public static NoCloudSeed of(Identity identity) {
    Map<String, Object> config = config(identity);
    config.put("ssh_deletekeys", true);
    config.put(
        "ssh_keys",
        Map.of(
            "ed25519_private", identity.hostKey().privateKey(),
            "ed25519_public", identity.hostKey().publicKey()));
    config.put("bootcmd", List.of(marker("seed unpacked")));
    config.put("runcmd", List.of(marker("ssh answers")));
    return new NoCloudSeed(metaData(identity), "#cloud-config\n" + JSON.toJson(config) + "\n");
  }

  /**
   * The same without the secret, for all later boots: with the same instance id cloud-init does
   * nothing anew, and without any seed it might.
   */
  public NoCloudSeed withoutSecret() {
    return new NoCloudSeed(metaData, "#cloud-config\n{}\n");
  }

  private static Map<String, Object> config(Identity identity) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("name", USER);
    user.put("shell", "/bin/sh");
    user.put("lock_passwd", true);
    user.put("sudo", "ALL=(ALL) NOPASSWD:ALL");
    user.put("ssh_authorized_keys", List.of(identity.authorizedKey()));
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("hostname", identity.hostName());
    config.put("manage_etc_hosts", true);
    config.put("users", List.of(user));
    config.put("ssh_pwauth", false);
    config.put("disable_root", true);
    return config;
  }

  private static String metaData(Identity identity) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("instance-id", identity.instance().toString());
    data.put("local-hostname", identity.hostName());
    return JSON.toJson(data) + "\n";
  }

  private static String marker(String what) {
    return "echo 'jmachine: " + what + "' >/dev/ttyS0";
  }
}
