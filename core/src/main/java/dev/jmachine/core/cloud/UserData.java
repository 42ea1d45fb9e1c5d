package dev.jmachine.core.cloud;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import dev.jmachine.core.driver.SshKeyPair;
import dev.jmachine.core.failure.MachineFailure;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What cloud-init reads at the first boot: our keys, and the user's own data, as two parts of one
 * MIME text. Ours is the later one and is added to the user's lists, not put in their place
 * (cloud-init, "Merging user-data sections").
 */
public final class UserData {
  /**
   * What bounds a text.
   *
   * @param cloud whose limit it is: "EC2"
   * @param bytes how many it takes, before they are encoded
   * @param option by which the user gives his own, for advice
   */
  public record Limit(String cloud, int bytes, String option) {}

  private UserData() {}

  /**
   * The text.
   *
   * @param uid of the machine; the same machine gets the same text, since a repeated launch with
   *     another one would be refused
   * @param login public key of who logs in
   * @param hostKey used once: the file that our part writes lets the bootstrap replace it, since
   *     user data can be read by whoever may describe the instance
   * @param limit how long it may be
   * @param users the user's own data; null for none
   * @throws MachineFailure USAGE where the user's data is too long
   */
  public static String of(
      String uid, String login, SshKeyPair hostKey, Limit limit, byte @Nullable [] users) {
    String boundary = "==jmachine-" + uid + "==";
    StringBuilder text = new StringBuilder();
    text.append("Content-Type: multipart/mixed; boundary=\"").append(boundary);
    text.append("\"\nMIME-Version: 1.0\n");
    if (users != null) {
      users(text, boundary, users);
    }
    part(text, boundary, "text/cloud-config", ours(login, hostKey).getBytes(UTF_8));
    text.append("\n--").append(boundary).append("--\n");
    if (text.length() > limit.bytes()) {
      throw MachineFailure.usage("the user data is too long")
          .because(
              "with ours it has "
                  + text.length()
                  + " bytes, and "
                  + limit.cloud()
                  + " takes "
                  + limit.bytes())
          .hint("a shorter --" + limit.option() + " that fetches the rest");
    }
    return text.toString();
  }

  /**
   * Several parts of the user's are one part of ours; a lone one is recognised by its first line.
   */
  private static void users(StringBuilder text, String boundary, byte[] content) {
    if (isMultipart(content)) {
      text.append("\n--").append(boundary).append('\n').append(new String(content, UTF_8));
    } else {
      part(text, boundary, isGzip(content) ? "application/gzip" : "text/plain", content);
    }
  }

  private static boolean isMultipart(byte[] content) {
    String start =
        new String(content, 0, Math.min(content.length, 200), US_ASCII).toLowerCase(ROOT);
    return start.startsWith("content-type: multipart/") || start.startsWith("mime-version:");
  }

  private static boolean isGzip(byte[] content) {
    return content.length > 1 && content[0] == 0x1f && content[1] == (byte) 0x8b;
  }

  private static void part(StringBuilder text, String boundary, String type, byte[] content) {
    text.append("\n--").append(boundary);
    text.append("\nContent-Type: ").append(type).append("; charset=\"utf-8\"");
    text.append("\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n");
    text.append(Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content));
  }

  private static String ours(String login, SshKeyPair hostKey) {
    return """
    #cloud-config
    merge_how:
      - name: list
        settings: [append]
      - name: dict
        settings: [no_replace, recurse_list, recurse_dict]
    ssh_authorized_keys:
      - %s
    ssh_deletekeys: true
    ssh_keys:
      ed25519_private: |
    %s
      ed25519_public: %s
    write_files:
      - path: /var/lib/jmachine/one-use-host-key
        content: ""
    """
        .formatted(
            login, hostKey.privateKey().strip().indent(4).stripTrailing(), hostKey.publicKey());
  }
}
