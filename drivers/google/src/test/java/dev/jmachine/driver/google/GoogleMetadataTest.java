package dev.jmachine.driver.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jmachine.core.failure.MachineFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's metadata and ours in one. */
class GoogleMetadataTest {
  @TempDir private Path folder;
  private GoogleSetting google;

  @BeforeEach
  void anEmptyProject() {
    google = new GoogleSetting(folder);
  }

  @AfterEach
  void close() {
    google.close();
  }

  @Test
  void theUsersItemsStayAndKeysOfBothLogIn() throws Exception {
    Path script = Files.writeString(folder.resolve("start.sh"), "#!/bin/sh\ntouch /mine\n");
    google.set(GoogleOptions.METADATA, "team=web", "sshKeys=me:ssh-ed25519 AAAAmine me");
    google.set(GoogleOptions.METADATA_FILE, "startup-script=" + script);
    google.create();
    assertThat(items())
        .containsEntry("team", "web")
        .containsEntry("startup-script", "#!/bin/sh\ntouch /mine\n")
        .containsEntry(
            "ssh-keys",
            "me:ssh-ed25519 AAAAmine me\ndocker-user:" + GoogleSetting.KEY + " jmachine-u1")
        .doesNotContainKey("sshKeys");
  }

  @Test
  void userDataGoesInAsItIsAndIsGivenOnce() throws Exception {
    Path config = Files.writeString(folder.resolve("mine.yaml"), "#cloud-config\nruncmd: []\n");
    google.set(GoogleOptions.USER_DATA, config.toString());
    google.create();
    assertThat(items()).containsEntry("user-data", "#cloud-config\nruncmd: []\n");
    google.removeAll();
    google.set(GoogleOptions.METADATA, "user-data=#!/bin/sh");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .withMessageContaining("exclude each other");
  }

  @Test
  void whatHasNoKeyIsRefused() {
    google.set(GoogleOptions.METADATA, "=web");
    assertThatExceptionOfType(MachineFailure.class)
        .isThrownBy(google::create)
        .withMessageContaining("--google-metadata takes KEY=VALUE");
  }

  private Map<String, String> items() {
    return items(google.gce.bodies("instances.insert").getLast());
  }

  /** The metadata of an instance's JSON. */
  @SuppressWarnings("unchecked")
  static Map<String, String> items(Map<String, Object> instance) {
    Map<String, Object> metadata = (Map<String, Object>) instance.get("metadata");
    var items = (List<Map<String, Object>>) Objects.requireNonNull(metadata).get("items");
    Map<String, String> all = new TreeMap<>();
    for (Map<String, Object> item : Objects.requireNonNull(items)) {
      all.put(String.valueOf(item.get("key")), String.valueOf(item.get("value")));
    }
    return all;
  }
}
