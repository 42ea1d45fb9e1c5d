package dev.jmachine.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jmachine.testkit.host.NamespaceHost;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What cloud-init does with our part of the user data, and a cloud's own agent with its metadata,
 * done to a host that has neither.
 */
public final class FirstBoot {
  private static final Pattern LOGIN = Pattern.compile("ssh_authorized_keys:\n  - (.+)\n");
  private static final Pattern HOST_KEY =
      Pattern.compile("ed25519_private: \\|\n((?: {4}.*\n)+) {2}ed25519_public: (.+)\n");

  private static final String ONE_USE = "/var/lib/jmachine/one-use-host-key";

  private FirstBoot() {}

  /** Places the keys of the user data, as EC2 is sent it, on the host. */
  public static void of(NamespaceHost host, String userData) {
    String config = config(userData);
    Matcher login = found(LOGIN, config);
    Matcher key = found(HOST_KEY, config);
    found(Pattern.compile("write_files:\n  - path: " + ONE_USE + "\n"), config);
    try {
      write(host, "/root/.ssh/authorized_keys", login.group(1) + "\n");
      write(host, "/etc/ssh/ssh_host_ed25519_key", key.group(1).replaceAll("(?m)^ {4}", ""));
      write(host, "/etc/ssh/ssh_host_ed25519_key.pub", key.group(2) + "\n");
      host.run("install", "-D", "/dev/null", ONE_USE);
      host.run("systemctl", "restart", "ssh");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What Google's guest environment does with an instance's {@code ssh-keys}: "USER:KEY" lines. */
  public static void ofGuest(NamespaceHost host, String sshKeys) {
    StringBuilder keys = new StringBuilder();
    sshKeys
        .lines()
        .filter(line -> line.startsWith("root:"))
        .forEach(line -> keys.append(line.substring("root:".length())).append('\n'));
    try {
      write(host, "/root/.ssh/authorized_keys", keys.toString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What Google's guest tells of its host key: the key's kind, and the key in Base64. */
  public static Map<String, String> published(NamespaceHost host) {
    try {
      String[] words = host.hostKey().split(" ");
      return Map.of(words[0], words[1]);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public half of the host key in the user data. */
  static String hostKey(String userData) {
    return found(HOST_KEY, config(userData)).group(2);
  }

  private static String config(String userData) {
    String mime = new String(Base64.getDecoder().decode(userData), UTF_8);
    int body = mime.indexOf("\n\n", mime.indexOf("text/cloud-config"));
    String part = mime.substring(body, mime.indexOf("\n--", body));
    return new String(Base64.getMimeDecoder().decode(part), UTF_8);
  }

  private static Matcher found(Pattern pattern, String config) {
    Matcher matcher = pattern.matcher(config);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in the user data");
    }
    return matcher;
  }

  private static void write(NamespaceHost host, String file, String content)
      throws IOException, InterruptedException {
    String base64 = Base64.getEncoder().encodeToString(content.getBytes(UTF_8));
    host.run("sh", "-c", "umask 077; echo " + base64 + " | base64 -d >" + file);
  }
}
