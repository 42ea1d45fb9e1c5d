package dev.jmachine.driver.google;

import com.google.cloud.compute.v1.Items;
import com.google.cloud.compute.v1.Metadata;
import dev.jmachine.core.cloud.LoginKey;
import dev.jmachine.core.cloud.UserData;
import dev.jmachine.core.driver.CreateRequest;
import dev.jmachine.core.failure.MachineFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The metadata of an instance: the user's items and ours, where both have one joined. */
final class GoogleMetadata {
  static final String SSH_KEYS = "ssh-keys";
  private static final String OLD_SSH_KEYS = "sshKeys";
  private static final String USER_DATA = "user-data";

  /** The most that a value has (Compute Engine, "Metadata size limits"). */
  private static final UserData.Limit LIMIT =
      new UserData.Limit("Compute Engine", 256 * 1024, GoogleOptions.USER_DATA);

  private final CreateRequest request;
  private final GoogleSettings settings;
  private final LoginKey login;

  GoogleMetadata(CreateRequest request, GoogleSettings settings, LoginKey login) {
    this.request = request;
    this.settings = settings;
    this.login = login;
  }

  Metadata items() {
    Map<String, String> all = new TreeMap<>();
    // keys of the whole project would let its other members in
    all.put("block-project-ssh-keys", "TRUE");
    // a project's OS Login would make the guest pass over our key
    all.put("enable-oslogin", "FALSE");
    all.putAll(users());
    all.put("enable-guest-attributes", "TRUE");
    join(all, SSH_KEYS, line(settings, login, request.uid()));
    userData(all);
    Metadata.Builder metadata = Metadata.newBuilder();
    all.forEach((key, value) -> metadata.addItems(item(key, value)));
    return metadata.build();
  }

  static Items item(String key, String value) {
    return Items.newBuilder().setKey(key).setValue(value).build();
  }

  /** The user's own items, docker-machine's older name of one taken for its newer one. */
  private Map<String, String> users() {
    Map<String, String> users = settings.pairs(GoogleOptions.METADATA);
    settings
        .pairs(GoogleOptions.METADATA_FILE)
        .forEach((key, file) -> users.put(key, content(GoogleOptions.METADATA_FILE, file)));
    String old = users.remove(OLD_SSH_KEYS);
    if (old != null) {
      join(users, SSH_KEYS, old);
    }
    return users;
  }

  /** As the guest takes it: "USER:ssh-ed25519 AAAA… COMMENT"; the comment says which is ours. */
  static String line(GoogleSettings settings, LoginKey login, String uid) {
    String[] words = login.publicKey().split(" ");
    return settings.user() + ":" + words[0] + " " + words[1] + " " + comment(uid);
  }

  static String comment(String uid) {
    return "jmachine-" + uid;
  }

  static void join(Map<String, String> all, String key, String line) {
    all.merge(key, line, (before, added) -> before.stripTrailing() + "\n" + added);
  }

  private void userData(Map<String, String> all) {
    byte @Nullable [] users = usersData(all);
    if (settings.placesHostKey()) {
      all.put(
          USER_DATA,
          UserData.of(request.uid(), login.publicKey(), request.hostKey(), LIMIT, users));
    } else if (users != null) {
      all.put(USER_DATA, new String(users, StandardCharsets.UTF_8));
    }
  }

  private byte @Nullable [] usersData(Map<String, String> all) {
    String file = settings.text(GoogleOptions.USER_DATA);
    String item = all.get(USER_DATA);
    if (file != null && item != null) {
      throw MachineFailure.usage(
          "--" + GoogleOptions.USER_DATA + " and metadata of the key user-data exclude each other");
    }
    String text = file == null ? item : content(GoogleOptions.USER_DATA, file);
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /** Metadata is text: what is gzipped can't be sent. */
  private static String content(String option, String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw MachineFailure.usage("cannot read --" + option + " " + file).because(e);
    }
  }
}
